package avatar.errors.web

import avatar.errors.spring.AvatarProblems
import org.apache.catalina.startup.Tomcat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.springframework.context.annotation.Import
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.RestController
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext
import org.springframework.web.servlet.DispatcherServlet
import org.springframework.web.servlet.config.annotation.EnableWebMvc
import java.io.File
import java.util.logging.Level
import java.util.logging.Logger

class SpringTest {
    /** What logs as long as it is held. */
    private val tomcats = Logger.getLogger("org.apache").apply { level = Level.OFF }

    @TempDir
    lateinit var folder: File

    @Test
    fun `an error that leaves a controller is answered with its problem document`() {
        val context = AnnotationConfigWebApplicationContext().apply { register(Application::class.java) }
        val tomcat =
            Tomcat().apply {
                setBaseDir(folder.path)
                setHostname("127.0.0.1")
                setPort(0)
                val servlet = Tomcat.addServlet(addContext("", folder.path), "spring", DispatcherServlet(context))
                servlet.addMapping("/")
            }
        val connector = tomcat.connector
        try {
            tomcat.start()
            ask(connector.localPort)
        } finally {
            tomcat.stop()
            tomcat.destroy()
        }
    }

    @EnableWebMvc
    @Import(AvatarProblems::class)
    @RestController
    open class Application {
        @GetMapping("/session")
        open fun session(): String = throw busy()
    }
}
