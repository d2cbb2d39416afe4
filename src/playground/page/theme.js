// Light or dark: the system's choice until the reader makes one, which is kept. Loaded before the page is drawn, so that it never flashes.
{
	const kept = () => {
		try {
			return localStorage.getItem("theme");
		} catch {
			return null; // Storage can be switched off: then the choice lasts as long as the page.
		}
	};
	/** @param {string | null} theme */
	const choose = (theme) => {
		if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
		else delete document.documentElement.dataset.theme;
	};

	choose(kept());
	document.addEventListener("DOMContentLoaded", () => {
		/** @type {NodeListOf<HTMLInputElement>} */
		const switches = document.querySelectorAll("#theme input");
		for (const one of switches) {
			if (one.value === (document.documentElement.dataset.theme ?? "system")) one.checked = true;
			one.addEventListener("change", () => {
				choose(one.value);
				try {
					localStorage.setItem("theme", one.value);
				} catch {
					// As above.
				}
			});
		}
	});
}
