// Debian's libpsl-dev.
#include <libpsl.h>
