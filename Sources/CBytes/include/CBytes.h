// Byte searches that glibc has and Swift's Glibc module does not show.
#ifndef PANORAMA_CBYTES_H
#define PANORAMA_CBYTES_H
#include <stddef.h>

/// First occurrence of `needle` in `haystack`, or NULL (glibc memmem).
const void *bytes_find(const void *haystack, size_t haystack_length, const void *needle, size_t needle_length);

#endif
