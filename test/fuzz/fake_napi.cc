#include "test/fuzz/fake_napi.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) && !defined(FAKE_NAPI_GUARD)
#define FAKE_NAPI_ASAN 1
#endif
#endif

namespace {

enum class Kind { undefined, null, boolean, number, string, object, array, function, buffer, typed_array };

[[noreturn]] void fail(const char* what) {
    std::fprintf(stderr, "fake_napi: %s\n", what);
    std::abort();
}

// A block of exactly so many bytes.
class Memory {
  public:
    Memory(size_t bytes, size_t shift) : bytes_(bytes) {
#ifdef FAKE_NAPI_ASAN
        start_ = static_cast<char*>(std::malloc(bytes + shift));
        data_ = start_ + shift;
#else
        const auto page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
        // As close to the page behind as the alignment allows; what is left over holds a pattern.
        const size_t room = (bytes + kAlignment - 1) / kAlignment * kAlignment + (shift > 0 ? kAlignment : 0);
        inner_ = (room + page - 1) / page * page + (room == 0 ? page : 0);
        span_ = inner_ + 2 * page;
        void* mapped = mmap(nullptr, span_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (mapped == MAP_FAILED) fail("no memory");
        start_ = static_cast<char*>(mapped);
        if (mprotect(start_ + page, inner_, PROT_READ | PROT_WRITE) != 0) fail("no memory");
        first_ = start_ + page;
        data_ = first_ + inner_ - room + shift;
        std::memset(first_, kPattern, inner_);
#endif
        if (bytes > 0) std::memset(data_, 0, bytes);
    }
    ~Memory() {
#ifdef FAKE_NAPI_ASAN
        std::free(start_);
#else
        check();
        munmap(start_, span_);
#endif
    }
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;
    char* data() const { return data_; }

  private:
#ifndef FAKE_NAPI_ASAN
    static constexpr size_t kAlignment = 16;
    static constexpr int kPattern = 0xA7;
    void check() const {
        for (const char* p = first_; p < data_; p++) {
            if (*p != static_cast<char>(kPattern)) fail("a call wrote in front of a buffer");
        }
        for (const char* p = data_ + bytes_; p < first_ + inner_; p++) {
            if (*p != static_cast<char>(kPattern)) fail("a call wrote behind a buffer");
        }
    }
    char* first_ = nullptr;
    size_t inner_ = 0;
    size_t span_ = 0;
#endif
    char* start_ = nullptr;
    char* data_ = nullptr;
    size_t bytes_;
};

}  // namespace

struct napi_value__ : std::enable_shared_from_this<napi_value__> {
    Kind kind = Kind::undefined;
    double number = 0;  // booleans too
    std::string text;
    std::map<std::string, std::shared_ptr<napi_value__>> properties;
    napi_callback callback = nullptr;
    void* callback_data = nullptr;
    // Buffers and typed arrays.
    std::shared_ptr<Memory> memory;
    std::shared_ptr<napi_value__> backing;
    char* data = nullptr;
    size_t bytes = 0;
    size_t length = 0;
    napi_typedarray_type type = napi_uint8_array;
    // Of memory that is the addon's.
    napi_finalize finalize = nullptr;
    void* hint = nullptr;

    ~napi_value__();
};

struct napi_ref__ {
    std::shared_ptr<napi_value__> strong;
    std::weak_ptr<napi_value__> weak;
};

struct napi_callback_info__ {
    const std::vector<napi_value>* arguments;
    void* data;
};

namespace {

using Value = napi_value__;

struct Finalizer {
    napi_finalize run;
    void* data;
    void* hint;
};

struct World {
    std::vector<std::shared_ptr<Value>> scope;
    std::vector<std::shared_ptr<Value>> kept;
    std::vector<Finalizer> due;
    std::shared_ptr<Value> exception;
    void* instance = nullptr;
    napi_extended_error_info last_error{};
};

World& world() {
    static auto* const only = new World();
    return *only;
}

Value* make(Kind kind) {
    auto value = std::make_shared<Value>();
    value->kind = kind;
    world().scope.push_back(value);
    return value.get();
}

Value* share(const std::shared_ptr<Value>& value) {
    world().scope.push_back(value);
    return value.get();
}

int32_t to_int32(double value) {
    if (!std::isfinite(value)) return 0;
    const double whole = std::fmod(std::trunc(value), 4294967296.0);
    return static_cast<int32_t>(static_cast<uint32_t>(static_cast<int64_t>(whole)));
}

size_t item_bytes(napi_typedarray_type type) {
    switch (type) {
        case napi_int16_array:
        case napi_uint16_array:
            return 2;
        case napi_int32_array:
        case napi_uint32_array:
        case napi_float32_array:
            return 4;
        case napi_float64_array:
        case napi_bigint64_array:
        case napi_biguint64_array:
            return 8;
        default:
            return 1;
    }
}

}  // namespace

// Node calls finalizers after the collection that found the memory unused.
napi_value__::~napi_value__() {
    if (finalize != nullptr) world().due.push_back({finalize, data, hint});
}

namespace fake_napi {

napi_env env() { return reinterpret_cast<napi_env>(&world()); }

napi_value undefined() { return make(Kind::undefined); }
napi_value null() { return make(Kind::null); }
napi_value number(double value) {
    Value* made = make(Kind::number);
    made->number = value;
    return made;
}
napi_value boolean(bool value) {
    Value* made = make(Kind::boolean);
    made->number = value ? 1 : 0;
    return made;
}
napi_value string(const std::string& text) {
    Value* made = make(Kind::string);
    made->text = text;
    return made;
}
napi_value object() { return make(Kind::object); }

napi_value array_buffer(size_t bytes, size_t shift) {
    Value* made = make(Kind::buffer);
    made->memory = std::make_shared<Memory>(bytes, shift);
    made->data = made->memory->data();
    made->bytes = bytes;
    return made;
}

napi_value detached_buffer() { return make(Kind::buffer); }

napi_value typed_array(napi_value buffer, napi_typedarray_type type, size_t offset, size_t length) {
    Value* made = make(Kind::typed_array);
    made->backing = buffer->shared_from_this();
    made->type = type;
    made->length = length;
    made->bytes = length * item_bytes(type);
    made->data = buffer->data == nullptr ? nullptr : buffer->data + offset;
    return made;
}

bool is_buffer(napi_value value) { return value->kind == Kind::buffer; }
char* data_of(napi_value value) { return value->data; }
size_t bytes_of(napi_value value) { return value->bytes; }

std::vector<std::string> names_of(napi_value exports) {
    std::vector<std::string> names;
    for (const auto& [name, value] : exports->properties) names.push_back(name);
    return names;
}
napi_value property(napi_value object, const std::string& name) { return share(object->properties.at(name)); }
bool is_function(napi_value value) { return value->kind == Kind::function; }

napi_value call(napi_value function, const std::vector<napi_value>& arguments) {
    napi_callback_info__ info{&arguments, function->callback_data};
    napi_value result = function->callback(env(), &info);
    world().exception.reset();
    return result == nullptr ? undefined() : result;
}

void end_scope() {
    World& all = world();
    all.exception.reset();
    // What is freed here may own the last hold on other values, and so on; finalizers come after.
    all.scope.clear();
    while (!all.due.empty()) {
        const Finalizer next = all.due.back();
        all.due.pop_back();
        next.run(env(), next.data, next.hint);
        all.scope.clear();
    }
}

void keep_scope() {
    World& all = world();
    all.kept.insert(all.kept.end(), all.scope.begin(), all.scope.end());
    all.scope.clear();
}

}  // namespace fake_napi

extern "C" {

napi_status napi_get_cb_info(napi_env, napi_callback_info info, size_t* count, napi_value* values, napi_value* self,
                             void** data) {
    const std::vector<napi_value>& given = *info->arguments;
    if (count != nullptr) {
        for (size_t i = 0; values != nullptr && i < *count; i++) {
            values[i] = i < given.size() ? given[i] : fake_napi::undefined();
        }
        *count = given.size();
    }
    if (self != nullptr) *self = fake_napi::undefined();
    if (data != nullptr) *data = info->data;
    return napi_ok;
}

napi_status napi_get_value_int32(napi_env, napi_value value, int32_t* result) {
    if (value->kind != Kind::number) return napi_number_expected;
    *result = to_int32(value->number);
    return napi_ok;
}
napi_status napi_get_value_double(napi_env, napi_value value, double* result) {
    if (value->kind != Kind::number) return napi_number_expected;
    *result = value->number;
    return napi_ok;
}
napi_status napi_get_value_bool(napi_env, napi_value value, bool* result) {
    if (value->kind != Kind::boolean) return napi_boolean_expected;
    *result = value->number != 0;
    return napi_ok;
}
napi_status napi_get_value_string_utf8(napi_env, napi_value value, char* text, size_t room, size_t* length) {
    if (value->kind != Kind::string) return napi_string_expected;
    size_t copied = value->text.size();
    if (text != nullptr && room > 0) {
        copied = copied < room ? copied : room - 1;
        std::memcpy(text, value->text.data(), copied);
        text[copied] = '\0';
    }
    if (length != nullptr) *length = copied;
    return napi_ok;
}

napi_status napi_create_int32(napi_env, int32_t number, napi_value* result) {
    *result = fake_napi::number(number);
    return napi_ok;
}
napi_status napi_create_double(napi_env, double number, napi_value* result) {
    *result = fake_napi::number(number);
    return napi_ok;
}
napi_status napi_create_object(napi_env, napi_value* result) {
    *result = fake_napi::object();
    return napi_ok;
}
napi_status napi_create_array_with_length(napi_env, size_t, napi_value* result) {
    *result = make(Kind::array);
    return napi_ok;
}
napi_status napi_create_string_utf8(napi_env, const char* text, size_t length, napi_value* result) {
    *result = fake_napi::string(length == NAPI_AUTO_LENGTH ? std::string(text) : std::string(text, length));
    return napi_ok;
}
napi_status napi_create_function(napi_env, const char* name, size_t, napi_callback callback, void* data,
                                 napi_value* result) {
    Value* made = make(Kind::function);
    made->text = name == nullptr ? "" : name;
    made->callback = callback;
    made->callback_data = data;
    *result = made;
    return napi_ok;
}
napi_status napi_create_error(napi_env, napi_value, napi_value message, napi_value* result) {
    *result = make(Kind::object);
    (*result)->text = message->text;
    return napi_ok;
}
napi_status napi_create_type_error(napi_env env, napi_value code, napi_value message, napi_value* result) {
    return napi_create_error(env, code, message, result);
}

napi_status napi_create_external_arraybuffer(napi_env, void* data, size_t bytes, napi_finalize finalize, void* hint,
                                             napi_value* result) {
    Value* made = make(Kind::buffer);
    made->data = static_cast<char*>(data);
    made->bytes = bytes;
    made->finalize = finalize;
    made->hint = hint;
    *result = made;
    return napi_ok;
}
napi_status napi_is_arraybuffer(napi_env, napi_value value, bool* result) {
    *result = value->kind == Kind::buffer;
    return napi_ok;
}
napi_status napi_get_arraybuffer_info(napi_env, napi_value value, void** data, size_t* bytes) {
    if (value->kind != Kind::buffer) return napi_invalid_arg;
    *data = value->data;
    *bytes = value->bytes;
    return napi_ok;
}
napi_status napi_is_typedarray(napi_env, napi_value value, bool* result) {
    *result = value->kind == Kind::typed_array;
    return napi_ok;
}
napi_status napi_get_typedarray_info(napi_env, napi_value value, napi_typedarray_type* type, size_t* length,
                                     void** data, napi_value* buffer, size_t* offset) {
    if (value->kind != Kind::typed_array) return napi_invalid_arg;
    if (type != nullptr) *type = value->type;
    if (length != nullptr) *length = value->length;
    if (data != nullptr) *data = value->data;
    if (buffer != nullptr) *buffer = share(value->backing);
    if (offset != nullptr) *offset = static_cast<size_t>(value->data - value->backing->data);
    return napi_ok;
}

napi_status napi_create_reference(napi_env, napi_value value, uint32_t count, napi_ref* result) {
    const bool holdable = value->kind == Kind::object || value->kind == Kind::buffer || value->kind == Kind::function ||
                          value->kind == Kind::array || value->kind == Kind::typed_array;
    if (!holdable) return napi_object_expected;
    auto* made = new napi_ref__();
    made->weak = value->weak_from_this();
    if (count > 0) made->strong = value->shared_from_this();
    *result = made;
    return napi_ok;
}
napi_status napi_delete_reference(napi_env, napi_ref reference) {
    delete reference;
    return napi_ok;
}
napi_status napi_get_reference_value(napi_env, napi_ref reference, napi_value* result) {
    const std::shared_ptr<Value> held = reference->weak.lock();
    *result = held == nullptr ? nullptr : share(held);
    return napi_ok;
}

napi_status napi_open_handle_scope(napi_env, napi_handle_scope* scope) {
    *scope = reinterpret_cast<napi_handle_scope>(&world());
    return napi_ok;
}
napi_status napi_close_handle_scope(napi_env, napi_handle_scope) { return napi_ok; }
napi_status napi_adjust_external_memory(napi_env, int64_t, int64_t* total) {
    *total = 0;
    return napi_ok;
}

napi_status napi_set_named_property(napi_env, napi_value object, const char* name, napi_value value) {
    object->properties[name] = value->shared_from_this();
    return napi_ok;
}
napi_status napi_set_element(napi_env, napi_value object, uint32_t index, napi_value value) {
    object->properties[std::to_string(index)] = value->shared_from_this();
    return napi_ok;
}
napi_status napi_has_property(napi_env, napi_value object, napi_value key, bool* result) {
    *result = object->properties.count(key->text) != 0;
    return napi_ok;
}
napi_status napi_get_property(napi_env, napi_value object, napi_value key, napi_value* result) {
    const auto found = object->properties.find(key->text);
    *result = found == object->properties.end() ? fake_napi::undefined() : share(found->second);
    return napi_ok;
}
napi_status napi_define_properties(napi_env, napi_value object, size_t count, const napi_property_descriptor* list) {
    for (size_t i = 0; i < count; i++) {
        if (list[i].utf8name != nullptr && list[i].value != nullptr) {
            object->properties[list[i].utf8name] = list[i].value->shared_from_this();
        }
    }
    return napi_ok;
}
napi_status napi_typeof(napi_env, napi_value value, napi_valuetype* type) {
    static constexpr napi_valuetype kTypes[] = {napi_undefined, napi_null,   napi_boolean,  napi_number, napi_string,
                                                napi_object,    napi_object, napi_function, napi_object, napi_object};
    *type = kTypes[static_cast<int>(value->kind)];
    return napi_ok;
}

napi_status napi_throw(napi_env, napi_value error) {
    world().exception = error->shared_from_this();
    return napi_ok;
}
napi_status napi_is_exception_pending(napi_env, bool* result) {
    *result = world().exception != nullptr;
    return napi_ok;
}
napi_status napi_get_and_clear_last_exception(napi_env, napi_value* result) {
    *result = world().exception == nullptr ? fake_napi::undefined() : share(world().exception);
    world().exception.reset();
    return napi_ok;
}
napi_status napi_get_last_error_info(napi_env, const napi_extended_error_info** result) {
    *result = &world().last_error;
    return napi_ok;
}
void napi_fatal_error(const char*, size_t, const char* message, size_t) { fail(message); }

napi_status napi_set_instance_data(napi_env, void* data, napi_finalize, void*) {
    world().instance = data;
    return napi_ok;
}
napi_status napi_add_env_cleanup_hook(napi_env, void (*)(void*), void*) { return napi_ok; }

}  // extern "C"
