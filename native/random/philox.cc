#include "native/random/sampler_of.h"

namespace strided {

const Sampler& philox_sampler() noexcept { return make_sampler<Philox>(); }

}  // namespace strided
