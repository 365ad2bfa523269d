#include <sqlite3.h>

/* sqlite3_config and sqlite3_db_config are variadic, which Swift cannot call.
   MEMSTATUS off takes one process-wide mutex out of every allocation. */
static inline int csqlite_config_memstatus_off(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
static inline int csqlite_db_config_flag(sqlite3 *db, int option, int on, int *now) { return sqlite3_db_config(db, option, on, now); }

/* SQLITE_TRANSIENT is a cast pointer, which Swift cannot see. */
static inline int csqlite_bind_text_copy(sqlite3_stmt *s, int i, const char *p, int n) { return sqlite3_bind_text(s, i, p, n, SQLITE_TRANSIENT); }
static inline int csqlite_bind_blob_copy(sqlite3_stmt *s, int i, const void *p, int n) { return sqlite3_bind_blob(s, i, p, n, SQLITE_TRANSIENT); }

/* statfs(2)'s magic number, 0 when the path can't be asked; Glibc's module has no sys/vfs.h. */
#include <sys/vfs.h>
static inline long csqlite_file_system(const char *path) { struct statfs facts; return statfs(path, &facts) == 0 ? (long)facts.f_type : 0; }
