#include "native/loops/distinct.h"

#include <cstring>

namespace strided {
namespace {

// What stands for an element in the table: equal elements have equal keys, and no element of a float dtype is kEmpty.
template <class T>
struct FloatKey {
    using Item = T;
    static constexpr uint64_t kEmpty = 0x7ff8000000000001;
    static constexpr uint64_t kNaN = 0x7ff8000000000000;
    static uint64_t of(T value) noexcept {
        const double wide = value;
        uint64_t bits;
        std::memcpy(&bits, &wide, sizeof(bits));
        if (wide == 0) return 0;
        return wide == wide ? bits : kNaN;
    }
    static bool is_nan(uint64_t key) noexcept { return key == kNaN; }
};

template <class T>
struct WholeKey {
    using Item = T;
    static constexpr uint64_t kEmpty = 0x9e3779b97f4a7c15;
    static uint64_t of(T value) noexcept { return value; }
    static bool is_nan(uint64_t) noexcept { return false; }
};

// Open addressing, at most a quarter full.
template <class Key>
class FewTable {
  public:
    using Item = typename Key::Item;

    FewTable(char* distinct, int64_t* counts) noexcept : distinct_(distinct), counts_(counts) {
        for (uint64_t& key : keys_) key = Key::kEmpty;
    }

    // False where there is no more room.
    bool add(Item value, bool nan_equal) noexcept {
        const uint64_t key = Key::of(value);
        uint64_t slot = key * 0x9e3779b97f4a7c15 >> (64 - kBits);
        while (keys_[slot] != key) {
            if (keys_[slot] == Key::kEmpty) return insert(slot, key, value, nan_equal);
            slot = (slot + 1) % kSlots;
        }
        // The one integer that looks like an empty place never lies in the table.
        if (key == Key::kEmpty) return insert_empty(value);
        counts_[places_[slot]]++;
        return true;
    }

    int64_t count() const noexcept { return count_; }

  private:
    static constexpr int kBits = 12;
    static constexpr uint64_t kSlots = uint64_t{1} << kBits;

    bool insert(uint64_t slot, uint64_t key, Item value, bool nan_equal) noexcept {
        if (Key::is_nan(key) && !nan_equal) return false;
        if (count_ == kFewDistinct) return false;
        keys_[slot] = key;
        places_[slot] = static_cast<uint16_t>(count_);
        append(value);
        return true;
    }

    bool insert_empty(Item value) noexcept {
        if (empty_place_ >= 0) {
            counts_[empty_place_]++;
            return true;
        }
        if (count_ == kFewDistinct) return false;
        empty_place_ = count_;
        append(value);
        return true;
    }

    void append(Item value) noexcept {
        std::memcpy(distinct_ + count_ * static_cast<int64_t>(sizeof(Item)), &value, sizeof(Item));
        counts_[count_++] = 1;
    }

    char* distinct_;
    int64_t* counts_;
    int64_t count_ = 0;
    int64_t empty_place_ = -1;
    uint64_t keys_[kSlots];
    uint16_t places_[kSlots];
};

template <class Key>
int64_t find(const char* data, int64_t stride, int64_t n, bool nan_equal, char* distinct, int64_t* counts) noexcept {
    FewTable<Key> table(distinct, counts);
    for (int64_t i = 0; i < n; i++) {
        typename Key::Item value;
        std::memcpy(&value, data + i * stride, sizeof(value));
        if (!table.add(value, nan_equal)) return -1;
    }
    return table.count();
}

}  // namespace

bool can_find_few_distinct(DType dtype) noexcept {
    return dtype != DType::Complex64 && (item_size(dtype) == 4 || item_size(dtype) == 8);
}

int64_t find_few_distinct(DType dtype, const char* data, int64_t stride, int64_t n, bool nan_equal, char* distinct,
                          int64_t* counts) noexcept {
    switch (dtype) {
        case DType::Float32:
            return find<FloatKey<float>>(data, stride, n, nan_equal, distinct, counts);
        case DType::Float64:
            return find<FloatKey<double>>(data, stride, n, nan_equal, distinct, counts);
        case DType::Int32:
        case DType::UInt32:
            return find<WholeKey<uint32_t>>(data, stride, n, nan_equal, distinct, counts);
        case DType::Int64:
        case DType::UInt64:
            return find<WholeKey<uint64_t>>(data, stride, n, nan_equal, distinct, counts);
        default:
            return -1;
    }
}

}  // namespace strided
