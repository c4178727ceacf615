/*
 * The loop that `chancery hsm bench` is held against: threads that do nothing but C_SignInit and C_Sign.
 *
 *   gcc -O2 -pthread -o hsm-loop Benchmarks/hsm-loop.c -ldl
 *   hsm-loop MODULE TOKEN-LABEL PIN-FILE KEY-LABEL ecdsa|rsa-pkcs THREADS SECONDS
 *
 * Prints one line of JSON: signatures a second, and CPU (user and system) a signature.
 */
#include <dlfcn.h>
#include <p11-kit-1/p11-kit/pkcs11.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static CK_FUNCTION_LIST_PTR functions;
static CK_SLOT_ID slot;
static CK_OBJECT_HANDLE key;
static CK_MECHANISM mechanism;
static unsigned char input[51];
static CK_ULONG input_length;
static double seconds;
static pthread_barrier_t barrier;

static void check(const char *function, CK_RV result) {
  if (result == CKR_OK) return;
  fprintf(stderr, "hsm-loop: %s returned 0x%lx\n", function, result);
  exit(1);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static double cpu(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec +
         (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static CK_SESSION_HANDLE open_session(void) {
  CK_SESSION_HANDLE session;
  check("C_OpenSession",
        functions->C_OpenSession(slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, NULL, NULL, &session));
  return session;
}

static void sign(CK_SESSION_HANDLE session) {
  unsigned char signature[1024];
  CK_ULONG length = sizeof signature;
  check("C_SignInit", functions->C_SignInit(session, &mechanism, key));
  check("C_Sign", functions->C_Sign(session, input, input_length, signature, &length));
}

static void *loop(void *count) {
  CK_SESSION_HANDLE session = open_session();
  double end = now() + 0.5;
  do sign(session); while (now() < end);
  pthread_barrier_wait(&barrier);
  end = now() + seconds;
  do {
    sign(session);
    ++*(unsigned long *)count;
  } while (now() < end);
  check("C_CloseSession", functions->C_CloseSession(session));
  return NULL;
}

static void find_slot(const char *label) {
  CK_SLOT_ID slots[64];
  CK_ULONG count = 64;
  check("C_GetSlotList", functions->C_GetSlotList(CK_TRUE, slots, &count));
  for (CK_ULONG index = 0; index < count; index++) {
    CK_TOKEN_INFO info;
    if (functions->C_GetTokenInfo(slots[index], &info) != CKR_OK) continue;
    size_t length = strlen(label);
    if (length <= 32 && !memcmp(info.label, label, length) &&
        (length == 32 || info.label[length] == ' ')) {
      slot = slots[index];
      return;
    }
  }
  fprintf(stderr, "hsm-loop: no token is labelled %s\n", label);
  exit(1);
}

static void find_key(CK_SESSION_HANDLE session, char *label) {
  CK_OBJECT_CLASS class = CKO_PRIVATE_KEY;
  CK_ATTRIBUTE template[] = {{CKA_CLASS, &class, sizeof class}, {CKA_LABEL, label, strlen(label)}};
  CK_ULONG count = 0;
  check("C_FindObjectsInit", functions->C_FindObjectsInit(session, template, 2));
  check("C_FindObjects", functions->C_FindObjects(session, &key, 1, &count));
  check("C_FindObjectsFinal", functions->C_FindObjectsFinal(session));
  if (count == 1) return;
  fprintf(stderr, "hsm-loop: no private key is labelled %s\n", label);
  exit(1);
}

int main(int count, char **arguments) {
  static const unsigned char digest_info[19] = {0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60,
                                                0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
                                                0x01, 0x05, 0x00, 0x04, 0x20};
  unsigned char pin[256];
  if (count != 8) {
    fputs("usage: hsm-loop MODULE TOKEN PIN-FILE KEY ecdsa|rsa-pkcs THREADS SECONDS\n", stderr);
    return 64;
  }
  int is_rsa = !strcmp(arguments[5], "rsa-pkcs");
  int threads = atoi(arguments[6]);
  seconds = atof(arguments[7]);
  FILE *file = fopen(arguments[3], "r");
  size_t pin_length = file ? fread(pin, 1, sizeof pin, file) : 0;
  while (pin_length && (pin[pin_length - 1] == '\n' || pin[pin_length - 1] == '\r')) pin_length--;

  void *library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
  if (!library) return fprintf(stderr, "hsm-loop: %s\n", dlerror()), 1;
  CK_RV (*get)(CK_FUNCTION_LIST_PTR_PTR) = (CK_C_GetFunctionList)dlsym(library, "C_GetFunctionList");
  if (!get) return fprintf(stderr, "hsm-loop: %s is no PKCS#11 module\n", arguments[1]), 1;
  check("C_GetFunctionList", get(&functions));
  CK_C_INITIALIZE_ARGS initialize = {.flags = CKF_OS_LOCKING_OK};
  check("C_Initialize", functions->C_Initialize(&initialize));
  find_slot(arguments[2]);
  CK_SESSION_HANDLE session = open_session();
  check("C_Login", functions->C_Login(session, CKU_USER, pin, pin_length));
  find_key(session, arguments[4]);

  mechanism.mechanism = is_rsa ? CKM_RSA_PKCS : CKM_ECDSA;
  if (is_rsa) memcpy(input, digest_info, sizeof digest_info);
  input_length = is_rsa ? 51 : 32;
  for (CK_ULONG index = input_length - 32; index < input_length; index++) input[index] = index * 37;

  pthread_t ids[256];
  unsigned long signatures[256][8] = {{0}}; /* a cache line each */
  if (threads < 1 || threads > 256) return 64;
  pthread_barrier_init(&barrier, NULL, threads + 1);
  for (int thread = 0; thread < threads; thread++)
    pthread_create(&ids[thread], NULL, loop, signatures[thread]);
  pthread_barrier_wait(&barrier);
  double start = now(), start_cpu = cpu();
  unsigned long sum = 0;
  for (int thread = 0; thread < threads; thread++) {
    pthread_join(ids[thread], NULL);
    sum += signatures[thread][0];
  }
  double elapsed = now() - start, used = cpu() - start_cpu;
  printf("{\"threads\": %d, \"signatures_per_second\": %.1f, \"cpu_us_per_signature\": %.2f}\n",
         threads, sum / elapsed, used * 1e6 / sum);
  check("C_Finalize", functions->C_Finalize(NULL));
  return 0;
}
