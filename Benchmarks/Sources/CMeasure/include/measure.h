#ifndef MEASURE_H
#define MEASURE_H

#include <stddef.h>
#include <stdint.h>

/* Nanoseconds of the clock that the C reference reads as well. */
uint64_t measure_nanoseconds(void);

/* Occurrences of a needle in a haystack, one behind another: what a search
   without an index costs. */
size_t measure_occurrences(const void *haystack, size_t haystack_size, const void *needle, size_t needle_size);

#endif
