#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

/* These are macros, which Swift cannot see. */
static inline int copenssl_min_version(SSL_CTX *c, int version) { return (int)SSL_CTX_set_min_proto_version(c, version); }
static inline int copenssl_max_version(SSL_CTX *c, int version) { return (int)SSL_CTX_set_max_proto_version(c, version); }
static inline int copenssl_groups(SSL_CTX *c, const char *list) { return (int)SSL_CTX_set1_groups_list(c, list); }
static inline void copenssl_mode(SSL_CTX *c, long mode) { SSL_CTX_set_mode(c, mode); }
static inline void copenssl_cache(SSL_CTX *c, long mode, long sessions) { SSL_CTX_set_session_cache_mode(c, mode); SSL_CTX_sess_set_cache_size(c, sessions); }
static inline void copenssl_on_server_name(SSL_CTX *c, int (*f)(SSL *, int *, void *), void *a) { SSL_CTX_set_tlsext_servername_callback(c, f); SSL_CTX_set_tlsext_servername_arg(c, a); }
static inline void copenssl_read_ahead(SSL_CTX *c) { SSL_CTX_set_read_ahead(c, 1); }
static inline int copenssl_send_server_name(SSL *s, const char *name) { return (int)SSL_set_tlsext_host_name(s, name); }
static const uint64_t copenssl_no_ticket = SSL_OP_NO_TICKET, copenssl_no_compression = SSL_OP_NO_COMPRESSION,
    copenssl_no_renegotiation = SSL_OP_NO_RENEGOTIATION, copenssl_ignore_unexpected_eof = SSL_OP_IGNORE_UNEXPECTED_EOF;
