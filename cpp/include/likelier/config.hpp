// Names that depend on how this translation unit is compiled.
#pragma once

// Every template of the core lives in an inline namespace named after the instruction set it was
// compiled for, so that the linker can never take one instruction set's copy for another's.
#if defined(__CUDACC__)  // both passes of nvcc must agree on the name
#define LIKELIER_ISA device
#elif defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__)
#define LIKELIER_ISA x86_64_v4
#elif defined(__AVX2__) && defined(__FMA__)
#define LIKELIER_ISA x86_64_v3
#elif defined(__SSE4_2__)
#define LIKELIER_ISA x86_64_v2
#elif defined(__aarch64__)
#define LIKELIER_ISA neon64
#else
#define LIKELIER_ISA baseline
#endif

#if defined(__CUDACC__)
#define LIKELIER_HD __host__ __device__
#else
#define LIKELIER_HD
#endif

// For paths that ordinary data never take: kept out of the loops, whose registers they would use up.
#if defined(__CUDACC__)
#define LIKELIER_RARE __noinline__
#else
#define LIKELIER_RARE __attribute__((noinline, cold))
#endif

// For long functions that are called more than once: compiled once, whatever calls them.
#if defined(__CUDACC__)
#define LIKELIER_APART __noinline__
#else
#define LIKELIER_APART __attribute__((noinline))
#endif

// For what the loops live on: a call would spill their registers and hide one element's work from the next.
#if defined(__CUDACC__)
#define LIKELIER_HOT __forceinline__
#else
#define LIKELIER_HOT __attribute__((always_inline)) inline
#endif

// For the loops themselves: everything they call is inlined, except what is rare. Left to itself the compiler
// stops inlining where a source file has many formulas, so that the speed of one would depend on the others.
#define LIKELIER_FLAT __attribute__((flatten))

#if defined(__FAST_MATH__)
#error "likelier needs IEEE arithmetic: compile without -ffast-math"
#endif
