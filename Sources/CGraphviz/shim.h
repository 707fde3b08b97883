#ifndef PANORAMA_CGRAPHVIZ_SHIM_H
#define PANORAMA_CGRAPHVIZ_SHIM_H

#include <graphviz/gvc.h>
#include <stdlib.h>

/* The header declares what Swift cannot import: macros over a graph's private
   record, and one global variable of libgvc. */

/* Exported by libgvc, declared in no installed header. */
extern char *HTTPServerEnVar;

/* Makes libgvc refuse to open any file that a graph names (image, shapefile,
   PostScript library), as it does when it runs behind a web server. */
static inline void panorama_graphviz_forbid_files(void) {
    static char reason[] = "graphviz-export";
    HTTPServerEnVar = reason;
}

/* Size of the laid-out graph in points (1/72 inch), without its padding. */
static inline double panorama_graphviz_width(graph_t *graph) {
    return GD_bb(graph).UR.x - GD_bb(graph).LL.x;
}
static inline double panorama_graphviz_height(graph_t *graph) {
    return GD_bb(graph).UR.y - GD_bb(graph).LL.y;
}

/* Resolution of pixel output. The layout reads the graph's attribute before
   the size is known, so that it can only be lowered here, afterwards. */
static inline double panorama_graphviz_dpi(graph_t *graph) { return GD_drawing(graph)->dpi; }
static inline void panorama_graphviz_set_dpi(graph_t *graph, double dpi) { GD_drawing(graph)->dpi = dpi; }

/* sfdp takes random numbers where an earlier layout of the process left off. */
static inline void panorama_graphviz_reset_random(void) {
    srand(1);
    srand48(1);
}

/* cgraph copies all three texts; its parameters only lack the word. */
static inline void panorama_graphviz_set(graph_t *graph, const char *name, const char *value) {
    agsafeset(graph, (char *)name, (char *)value, (char *)"");
}

/* An attribute of the graph as its DOT states it; empty when it does not. */
static inline const char *panorama_graphviz_get(graph_t *graph, const char *name) {
    const char *value = agget(graph, (char *)name);
    return value ? value : "";
}

#endif
