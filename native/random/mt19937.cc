#include "native/random/sampler_of.h"

namespace strided {

const Sampler& mt19937_sampler() noexcept { return make_sampler<Mt19937>(); }

}  // namespace strided
