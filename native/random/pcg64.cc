#include "native/random/sampler_of.h"

namespace strided {

const Sampler& pcg64_sampler() noexcept { return make_sampler<Pcg64>(); }

}  // namespace strided
