package io.forge.http.v2;

import static io.forge.http.v2.InferenceServer.ECHO;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.http.v2.InferenceServer.Inferred;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each datatype as JSON and as bytes, both written down by hand from the protocol; in each form, out in each form. */
class GoldenBytesTest {

    @RegisterExtension
    static final InferenceServer SERVER = new InferenceServer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            emptyValue = "",
            value = {
                "BOOL   | [3]     | [true,false,true]            | 01 00 01",
                "UINT8  | [3]     | [0,7,255]                    | 00 07 ff",
                "UINT16 | [2]     | [1,65535]                    | 0100 ffff",
                "UINT32 | [2]     | [1,4294967295]               | 01000000 ffffffff",
                "UINT64 | [2]     | [1,9223372036854775808]      | 0100000000000000 0000000000000080",
                "UINT64 | [1]     | [18446744073709551615]       | ffffffffffffffff",
                "INT8   | [3]     | [-128,-1,127]                | 80 ff 7f",
                "INT16  | [3]     | [-32768,-2,32767]            | 0080 feff ff7f",
                "INT32  | [3]     | [-2147483648,-1,2147483647]  | 00000080 ffffffff ffffff7f",
                "INT64  | [1]     | [-9223372036854775808]       | 0000000000000080",
                "INT64  | [2]     | [9007199254740993,9223372036854775807] | 0100000000002000 ffffffffffffff7f",
                "FP16   | [4]     | [1.0,-2.0,65504.0,-0.0]      | 003c 00c0 ff7b 0080",
                "BF16   | [3]     | [1.0,-2.5,-0.0]              | 803f 20c0 0080",
                "FP32   | [4]     | [1.0,-2.5,0.1,-0.0]          | 0000803f 000020c0 cdcccc3d 00000080",
                "FP64   | [3]     | [1.0,-2.5,0.1]               | 000000000000f03f 00000000000004c0 9a9999999999b93f",
                "BYTES  | [3]     | [`a`,``,`né`]                | 01000000 61 00000000 03000000 6ec3a9",
                "FP32   | [2,2]   | [1.0,2.0,3.0,4.0]            | 0000803f 00000040 00004040 00008040",
                "INT32  | []      | [5]                          | 05000000",
                "INT32  | [0]     | []                           | ``",
                "FP32   | [2,0,3] | []                           | ``",
                "BYTES  | [0]     | []                           | ``",
            })
    void areTheSameInEachFormAndOutInEachForm(String type, String shape, String data, String hex) {
        String json = data.replace('`', '"');
        byte[] bytes = HexFormat.of().parseHex(hex.replace("`", "").replace(" ", ""));

        for (var answer : new Inferred[] {sendJson(type, shape, json, false), sendBytes(type, shape, bytes, false)}) {
            assertThat(answer.json())
                    .isEqualTo("{\"model_name\":\"echo\",\"model_version\":\"1\",\"outputs\":["
                            + "{\"name\":\"x\",\"datatype\":\"%s\",\"shape\":%s,\"data\":%s}]}"
                                    .formatted(type, shape, json));
            assertThat(answer.raw().header("Content-Type")).hasValue("application/json");
            assertThat(answer.raw().header("Inference-Header-Content-Length")).isEmpty();
        }
        for (var answer : new Inferred[] {sendJson(type, shape, json, true), sendBytes(type, shape, bytes, true)}) {
            assertThat(answer.json())
                    .isEqualTo("{\"model_name\":\"echo\",\"model_version\":\"1\",\"outputs\":["
                            + "{\"name\":\"x\",\"datatype\":\"%s\",\"shape\":%s,\"parameters\":{\"binary_data_size\":%s}}]}"
                                    .formatted(type, shape, bytes.length));
            assertThat(answer.binary()).isEqualTo(bytes);
            assertThat(answer.raw().header("Content-Type"))
                    .hasValue(bytes.length == 0 ? "application/json" : "application/octet-stream");
            assertThat(answer.raw().header("Inference-Header-Content-Length").isPresent())
                    .isEqualTo(bytes.length > 0);
        }
    }

    private static Inferred sendJson(String type, String shape, String data, boolean binaryOut) {
        return SERVER.infer(
                ECHO,
                "{\"parameters\":{\"binary_data_output\":%s},\"inputs\":[{\"name\":\"x\",\"shape\":%s,\"datatype\":\"%s\",\"data\":%s}]}"
                        .formatted(binaryOut, shape, type, data));
    }

    private static Inferred sendBytes(String type, String shape, byte[] bytes, boolean binaryOut) {
        return SERVER.infer(
                ECHO,
                ("{\"inputs\":[{\"name\":\"x\",\"shape\":%s,\"datatype\":\"%s\",\"parameters\":{\"binary_data_size\":%s}}],"
                                + "\"outputs\":[{\"name\":\"x\",\"parameters\":{\"binary_data\":%s}}]}")
                        .formatted(shape, type, bytes.length, binaryOut),
                bytes);
    }

    @Test
    void mixesJsonAndBytesInOneRequestAndOneAnswer() {
        var answer = SERVER.infer(
                ECHO,
                "{\"id\":\"42\",\"inputs\":["
                        + "{\"name\":\"a\",\"shape\":[2],\"datatype\":\"INT8\",\"parameters\":{\"binary_data_size\":2}},"
                        + "{\"name\":\"b\",\"shape\":[1],\"datatype\":\"BOOL\",\"data\":[true]},"
                        + "{\"name\":\"c\",\"shape\":[1],\"datatype\":\"UINT16\",\"parameters\":{\"binary_data_size\":2}}],"
                        + "\"outputs\":[{\"name\":\"c\",\"parameters\":{\"binary_data\":true}},{\"name\":\"b\"},"
                        + "{\"name\":\"a\",\"parameters\":{\"binary_data\":true}}]}",
                HexFormat.of().parseHex("01020304"));

        assertThat(answer.json())
                .isEqualTo(
                        "{\"id\":\"42\",\"model_name\":\"echo\",\"model_version\":\"1\",\"outputs\":["
                                + "{\"name\":\"c\",\"datatype\":\"UINT16\",\"shape\":[1],\"parameters\":{\"binary_data_size\":2}},"
                                + "{\"name\":\"b\",\"datatype\":\"BOOL\",\"shape\":[1],\"data\":[true]},"
                                + "{\"name\":\"a\",\"datatype\":\"INT8\",\"shape\":[2],\"parameters\":{\"binary_data_size\":2}}]}");
        assertThat(answer.binary()).isEqualTo(HexFormat.of().parseHex("03040102"));
    }

    /** The protocol's text: the parameter of the request holds for what an output does not say itself. */
    @Test
    void takesTheRequestsWordForOutputsThatSayNothing() {
        var answer = SERVER.infer(
                ECHO,
                "{\"parameters\":{\"binary_data_output\":true},\"inputs\":["
                        + "{\"name\":\"a\",\"shape\":[1],\"datatype\":\"INT8\",\"data\":[1]},"
                        + "{\"name\":\"b\",\"shape\":[1],\"datatype\":\"INT8\",\"data\":[2]}],"
                        + "\"outputs\":[{\"name\":\"a\"},{\"name\":\"b\",\"parameters\":{\"binary_data\":false}}]}");

        assertThat(answer.json()).contains("\"name\":\"b\",\"datatype\":\"INT8\",\"shape\":[1],\"data\":[2]");
        assertThat(answer.binary()).containsExactly(1);
    }
}
