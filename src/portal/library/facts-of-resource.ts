import { localeFacts, type Words } from "../../platform/i18n/index.ts";
import type { PublishedResource } from "../../stages/library/read-library.ts";
import { deedOf } from "../../stages/library/resource.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { dataBlock } from "../../ui/data-block.ts";
import type { Html } from "../../ui/html.ts";
import { readersText } from "../../ui/library/index.ts";
import { paths } from "../paths.ts";

/**
 * A resource in the words of LRMI, which schema.org took over: catalogues of open teaching material
 * collect it with these, licence and minutes included.
 */
export function factsOfResource(from: {
  readonly words: Words;
  readonly scheme: Scheme;
  readonly found: PublishedResource;
  readonly publicUrl: string;
}): Html {
  const { words, scheme, publicUrl } = from;
  const { resource, version, translations, file } = from.found;
  const at = (path: string) => `${publicUrl}${path}`;
  const own = at(paths.resource(words.locale, scheme.slug, resource.id));
  const deed = deedOf(version.licence);
  const original = translations.find((one) => one.translation === "original");
  const linked = (one: (typeof translations)[number]) => ({
    "@type": "LearningResource",
    name: one.title,
    inLanguage: localeFacts(one.language).htmlLang,
    url: at(paths.resource(words.locale, scheme.slug, one.id)),
  });
  return dataBlock({
    "@context": "https://schema.org",
    "@type": "LearningResource",
    identifier: `urn:uuid:${resource.id}`,
    url: own,
    name: version.title,
    description: version.summary,
    inLanguage: localeFacts(resource.language).htmlLang,
    learningResourceType: words.t(`library.kind-${version.kind}`),
    timeRequired: `PT${version.minutes}M`,
    audience: version.readers.map((reader) => ({
      "@type": "EducationalAudience",
      educationalRole: readersText(words, [reader]),
    })),
    isAccessibleForFree: true,
    ...(deed
      ? { license: deed }
      : { copyrightHolder: { "@type": "Person", name: version.credit } }),
    author: { "@type": "Person", name: version.credit },
    provider: {
      "@type": "Organization",
      name: words.local(scheme.name),
      url: at(paths.home(words.locale, scheme.slug)),
    },
    version: String(version.number),
    ...(version.publishedAt ? { datePublished: version.publishedAt.toISOString() } : {}),
    ...(version.translation === "original"
      ? { workTranslation: translations.map(linked) }
      : original
        ? { translationOfWork: linked(original) }
        : {}),
    ...(file
      ? {
          encoding: {
            "@type": "MediaObject",
            contentUrl: at(paths.resourceFile(words.locale, scheme.slug, resource.id)),
            contentSize: String(file.bytes),
          },
        }
      : {}),
    ...(version.link
      ? {
          associatedMedia: {
            "@type": version.kind === "video" ? "VideoObject" : "MediaObject",
            contentUrl: version.link,
            ...(version.kind === "video"
              ? { name: version.title, transcript: version.transcript }
              : {}),
          },
        }
      : {}),
    accessMode: version.kind === "video" ? ["visual", "auditory", "textual"] : ["textual"],
    accessModeSufficient: ["textual"],
  });
}
