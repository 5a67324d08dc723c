#include "native/random/sampler_of.h"

namespace strided {

const Sampler& pcg64_dxsm_sampler() noexcept { return make_sampler<Pcg64Dxsm>(); }

}  // namespace strided
