// The token stands behind the # so that it reaches neither a server's log nor a referrer header.
const [token, target] = location.hash.slice(1).split("!");
history.replaceState(null, "", "/open.html");
const state = document.getElementById("state");

fetch("/api/session", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ token }) })
  .then((answer) => {
    if (!answer.ok) throw new Error("The link's token is not valid any more. Ask for a new link.");
    // Only a path of this server: a link may not send its reader elsewhere.
    location.replace(/^\/page\/[0-9a-f]{32}$/.test(target ?? "") ? target : "/");
  })
  .catch((error) => { state.textContent = error.message; });
