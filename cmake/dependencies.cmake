# System libraries: OpenBLAS (static), oneTBB (bundled beside the .node), Highway (headers).

# The pthread variant by its own path: the alternatives system may point libopenblas.a at one that needs OpenMP.
find_library(OPENBLAS_LIBRARY NAMES libopenblas.a PATH_SUFFIXES openblas-pthread REQUIRED
    PATHS /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/openblas-pthread NO_DEFAULT_PATH)
find_library(OPENBLAS_LIBRARY NAMES libopenblas.a REQUIRED)
find_library(TBB_LIBRARY NAMES tbb REQUIRED)
find_path(TBB_INCLUDE NAMES tbb/task_arena.h REQUIRED)
find_path(HIGHWAY_INCLUDE NAMES hwy/highway.h REQUIRED)
set(DEPENDENCY_INCLUDES ${TBB_INCLUDE} ${HIGHWAY_INCLUDE})
list(REMOVE_DUPLICATES DEPENDENCY_INCLUDES)

# OpenBLAS carries kernels for some twenty processors. Naming one core's table for another's keeps the latter's objects
# out of the link: 25.8 MB become 6.4. Four remain: one per ISA level, and one for AVX without FMA.
set(OPENBLAS_TRIM "")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
    set(TRIM_PRESCOTT ATOM BARCELONA BOBCAT CORE2 DUNNINGTON NANO NEHALEM OPTERON OPTERON_SSE3 PENRYN)
    set(TRIM_SANDYBRIDGE BULLDOZER EXCAVATOR PILEDRIVER STEAMROLLER)
    set(TRIM_HASWELL ZEN)
    set(TRIM_SKYLAKEX COOPERLAKE)
    foreach(KEPT PRESCOTT SANDYBRIDGE HASWELL SKYLAKEX)
        foreach(DROPPED IN LISTS TRIM_${KEPT})
            list(APPEND OPENBLAS_TRIM "-Wl,--defsym,gotoblas_${DROPPED}=gotoblas_${KEPT}")
        endforeach()
    endforeach()
endif()

# cmake-js finds node-addon-api from the project's node_modules; elsewhere the build script names it.
set(NODE_ADDON_API_DIR "" CACHE PATH "Folder of napi.h where cmake-js does not find it")
