# Tries to keep the processor for ever, and every exception from ending that.
print("tried")
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
