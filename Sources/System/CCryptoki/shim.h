// Debian's libp11-kit-dev: Cryptoki 2.40. Only the types are used; no library is linked.
#include <p11-kit-1/p11-kit/pkcs11.h>
