# Tries to end the script or element that its output may stand in.
print("</script><script>window.pwned = 1</script>")
print("</div></section><base href='//stolen'><meta http-equiv=refresh content='0;url=//stolen'>")
print("--><!--<![CDATA[\u2028window.pwned = 1//\u2029${window.pwned = 1}`{{7*7}}")
print("tried")
