// Debian's libunbound-dev.
#include <unbound.h>
