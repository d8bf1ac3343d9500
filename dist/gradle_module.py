"""What Gradle reads beside the POM of a Maven repository, and Maven does not write."""

import hashlib
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

POM = {"": "http://maven.apache.org/POM/4.0.0"}
SUMS = ("md5", "sha1", "sha256", "sha512")
JVM = {
    "org.gradle.category": "library",
    "org.gradle.dependency.bundling": "external",
    "org.gradle.jvm.environment": "standard-jvm",
    "org.gradle.libraryelements": "jar",
    "org.jetbrains.kotlin.platform.type": "jvm",
}
SOURCES = {
    "org.gradle.category": "documentation",
    "org.gradle.dependency.bundling": "external",
    "org.gradle.docstype": "sources",
    "org.gradle.usage": "java-runtime",
}


def write(pom: Path) -> None:
    """Beside a POM, which says what the jar beside it depends on."""
    jar = pom.with_suffix(".jar")
    sources = pom.with_name(f"{pom.stem}-sources.jar")
    project = ElementTree.parse(pom).getroot()
    properties = {
        each.tag.partition("}")[2]: each.text for each in project.find("properties", POM) or ()
    }
    group, module, version = (
        project.findtext(key, "", POM) for key in ("groupId", "artifactId", "version")
    )
    depends = [dependency(each, properties) for each in project.iterfind("dependencies/*", POM)]
    wanted = [each for each in depends if each]
    attributes = JVM | {"org.gradle.jvm.version": int(properties["maven.compiler.release"])}
    variants = [
        {
            "name": name,
            "attributes": attributes | {"org.gradle.usage": usage},
            "dependencies": wanted,
            "files": [file(jar)],
        }
        for name, usage in (("apiElements", "java-api"), ("runtimeElements", "java-runtime"))
    ]
    variants.append({"name": "sourcesElements", "attributes": SOURCES, "files": [file(sources)]})
    told = {
        "formatVersion": "1.1",
        "component": {
            "group": group,
            "module": module,
            "version": version,
            "attributes": {"org.gradle.status": "release"},
        },
        "variants": variants,
    }
    text = json.dumps(told, indent=2) + "\n"
    pom.with_suffix(".module").write_text(text, encoding="utf-8")


def dependency(told: ElementTree.Element, properties: dict[str, str]) -> dict | None:
    """None where it is optional, or for tests."""
    if told.findtext("scope", "compile", POM) != "compile":
        return None
    version = told.findtext("version", "", POM)
    if version.startswith("${"):
        version = properties[version[2:-1]]
    return {
        "group": told.findtext("groupId", "", POM),
        "module": told.findtext("artifactId", "", POM),
        "version": {"requires": version},
    }


def file(path: Path) -> dict:
    content = path.read_bytes()
    sums = {name: hashlib.new(name, content).hexdigest() for name in SUMS}
    return {"name": path.name, "url": path.name, "size": len(content), **sums}
