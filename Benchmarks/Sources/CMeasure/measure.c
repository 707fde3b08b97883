#define _GNU_SOURCE
#include "measure.h"

#include <string.h>
#include <time.h>

uint64_t measure_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

size_t measure_occurrences(const void *haystack, size_t haystack_size, const void *needle, size_t needle_size) {
    const char *place = haystack, *end = place + haystack_size;
    size_t count = 0;
    while (needle_size > 0 && (place = memmem(place, (size_t)(end - place), needle, needle_size)) != NULL) {
        place += needle_size;
        count++;
    }
    return count;
}
