/// The edge: paths, callers, answers and problems of the HTTP interface. Features contribute
/// [Routes]; it knows none of them.
@NullMarked
package flow.kv.web;

import org.jspecify.annotations.NullMarked;
