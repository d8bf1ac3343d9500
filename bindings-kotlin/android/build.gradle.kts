// The library for Android: the same sources, JNA as an AAR, and the libraries that natives.sh builds.
plugins {
    id("com.android.library") version "9.0.0"
    `maven-publish`
}

val built: String = System.getenv("CARGO_TARGET_DIR") ?: file("../../target").path
val workspace: String = file("../../Cargo.toml").readText()

layout.buildDirectory = file("$built/kotlin/android")
group = checkNotNull(Regex("<groupId>(.*)</groupId>").find(file("../pom.xml").readText())).groupValues[1]
version = checkNotNull(Regex("(?m)^version = \"(.*)\"").find(workspace)).groupValues[1]

android {
    namespace = "avatar.errors"
    compileSdk = 36

    defaultConfig {
        minSdk = 26 // java.time
        consumerProguardFiles("consumer-rules.pro")
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }

    sourceSets.getByName("main") {
        kotlin.directories.add("../src/main/kotlin")
        kotlin.directories.add("../src/generated/kotlin")
        kotlin.directories.add("$built/kotlin/generated")
        jniLibs.directories.add("$built/kotlin/jniLibs")
    }

    publishing {
        singleVariant("release") {
            withSourcesJar()
        }
    }
}

dependencies {
    api("net.java.dev.jna:jna:5.19.1@aar")
    compileOnly("com.squareup.okhttp3:okhttp:4.12.1")
    compileOnly("com.google.protobuf:protobuf-javalite:4.36.2")
    compileOnly("org.jetbrains.kotlinx:kotlinx-coroutines-core:1.11.0")
}

publishing {
    publications.register<MavenPublication>("release") {
        artifactId = "avatar-errors-android"
        afterEvaluate { from(components["release"]) }
    }
}
