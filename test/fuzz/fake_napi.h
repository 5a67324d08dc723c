#pragma once
#include <node_api.h>

#include <cstddef>
#include <string>
#include <vector>

// The part of Node-API that native/binding uses, over plain C++ objects: the addon runs without Node. One environment,
// one thread. Handles live until end_scope(); what nothing holds then is collected, as a garbage collector would.
namespace fake_napi {

napi_env env();

napi_value undefined();
napi_value null();
napi_value number(double value);
napi_value boolean(bool value);
napi_value string(const std::string& text);
napi_value object();

// Memory that ends where its block ends, `shift` bytes away from an aligned address. Under AddressSanitizer it is a
// heap block, without it there are pages behind and in front of it that no one may touch.
napi_value array_buffer(size_t bytes, size_t shift);
napi_value detached_buffer();
napi_value typed_array(napi_value buffer, napi_typedarray_type type, size_t offset, size_t length);

bool is_buffer(napi_value value);
char* data_of(napi_value value);
size_t bytes_of(napi_value value);

// The number of names that `exports` has, in order; and the function behind one.
std::vector<std::string> names_of(napi_value exports);
napi_value property(napi_value object, const std::string& name);
bool is_function(napi_value value);
napi_value call(napi_value function, const std::vector<napi_value>& arguments);

// Values made before are gone but for what references hold; finalizers run. Ends the process where a call wrote beside
// a buffer.
void end_scope();
// Values made so far outlive every scope.
void keep_scope();

}  // namespace fake_napi
