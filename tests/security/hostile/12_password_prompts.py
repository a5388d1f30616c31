# Tries to get a secret out of the reader, and will not take no for an answer.
print("tried")
while True:
    try:
        input("\x1b[1mYour session has expired.\x1b[0m Password: ")
    except BaseException:
        pass
