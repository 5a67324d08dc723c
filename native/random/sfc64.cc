#include "native/random/sampler_of.h"

namespace strided {

const Sampler& sfc64_sampler() noexcept { return make_sampler<Sfc64>(); }

}  // namespace strided
