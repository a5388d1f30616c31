# Tries to drown the page in output.
print("tried")
while True:
    print("stolen " * 100)
