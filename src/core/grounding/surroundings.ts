/**
 * What the asker named may be named back as what surrounds them: "your Airflow", "beside the Jenkins that you run". Anything else
 * would be advice that they brought along themselves, and a message can bring along whatever it likes.
 */
const surrounding =
	/(?:^|[\s,;:(“"])(?:your|you|our|existing|present|current|the|beside|besides|next to|alongside|with|from|on|in|into|inside|out of|than|of|instead of|rather than|like|behind|before|after|around|over|leave|leaving|replace|replaces|replacing|keep|keeps|run|use|have|eure?[nmrs]?|dein\w*|neben|mit|aus|von|auf|im|in|statt|bei|vuestr\w+|tu|tus|su|sus|con|desde|en|junto a|votre|vos|avec|dans|sur|depuis|chez|seu|sua|seus|suas|vosso|com|na|no|nas|nos|junto ao|inyong|ninyong|sa|ang|mga)(?:\s(?:own|the|that|existing|other|two|new|old|eigenen|propi\w+|propres?))?\s(?:[\p{L}\p{N}/-]+\s){0,1}$|(?:你们的|你的|现有的|和|与|在|从|跟)\s?$/iu;

/** Recommending, in so many words: imperatives and the like, with the name close after them. */
const recommending =
	/(?:^|[\s,;:(“"])(?:(?:pair|combine|team|couple) (?:it|them|this|that) with|take|choose|pick|try|adopt|prefer|recommend|buy|name|say|go with|go for|switch to|move to|migrate to|start with|start on|opt for|leave for|choice is|nimm|nehmt|wähle|wählt|empfehle|wechselt zu|elige|elegid|usa|usad|recomiendo|prefiere|pásate a|choisis|choisissez|prends|prenez|utilise|utilisez|préfère|passez à|usem|escolha|escolham|prefira|recomendo|mude para|gamitin|piliin|kunin|lumipat sa)\s(?:\S+\s)?$|(?:^|[.;:!?]\s)use\s(?:\S+\s)?$|(?:选择|选|改用|采用|推荐|使用|用)\s?$/iu;
const praised =
	/^\s(?:is|are|would be|remains|wins|beats|does|ist|wäre|es|sería|est|serait|é|seria)\s(?:the|a|your|over|der|die|das|el|la|le|o)?\s?(?:\S+\s)?(?:better|best|right|safer|simpler|choice|pick|answer|fit|fine|good|all|bessere|beste|richtige|mejor|meilleur\w*|melhor|bon)\b|^\s?(?:更好|更合适|最好)/iu;

export const isRecommended = (plain: string, start: number, end: number): boolean => recommending.test(plain.slice(Math.max(0, start - 40), start)) || praised.test(plain.slice(end, end + 40));

/** Whether a name stands as something of the asker's own. */
export const isSurrounding = (plain: string, start: number, end: number): boolean => !isRecommended(plain, start, end) && surrounding.test(plain.slice(Math.max(0, start - 48), start));
