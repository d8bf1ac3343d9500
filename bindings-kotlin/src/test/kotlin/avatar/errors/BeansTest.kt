package avatar.errors

import com.fasterxml.jackson.databind.json.JsonMapper
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Test
import java.beans.Introspector

/** What reads any object by its getters, as loggers that write JSON do. */
class BeansTest {
    private val error = AvatarException.from(Planted.exception(), Phase.WEBSOCKET_CONNECT)

    @Test
    fun `Jackson writes the stand-ins`() {
        val json = JsonMapper.builder().build().writeValueAsString(error)
        Planted.check(json)
        assertEquals("websocket_connect", parseJson(json).asJsonObject["phase"].asJsonObject["value"].asString)
    }

    @Test
    fun `no property has the library's own exception`() {
        val properties = Introspector.getBeanInfo(AvatarException::class.java).propertyDescriptors
        val values = properties.mapNotNull { it.readMethod?.invoke(error) }
        assertEquals(true, values.any { it === error.cause })
        assertFalse(values.any { it === error.native })
    }
}
