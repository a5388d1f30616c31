# Tries to take all the memory there is.
blocks = []
try:
    for _ in range(40):
        blocks.append(bytearray(2**28))
except MemoryError:
    print("blocked: memory after", len(blocks), "blocks")
print("tried")
