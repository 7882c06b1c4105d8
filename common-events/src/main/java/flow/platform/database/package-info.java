/// The service's own schema in PostgreSQL, its role, its pool and its transactions.
@NullMarked
package flow.platform.database;

import org.jspecify.annotations.NullMarked;
