package io.forge.http.v2;

import static io.forge.http.v2.InferenceServer.ECHO;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request for inference may say, and what it is told where it says something else. */
class InferRequestTest {

    @RegisterExtension
    static final InferenceServer SERVER = new InferenceServer();

    /** In these tests a tick stands for a quotation mark. */
    private static String json(String ticked) {
        return ticked.replace('`', '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{`inputs`:[{`data`:[[1,2],[3,4]],`datatype`:`INT8`,`shape`:[2,2],`name`:`x`}]}",
                "{`inputs`:[{`data`:[1,2,3,4],`name`:`x`,`shape`:[2,2],`datatype`:`INT8`}]}",
                "{`inputs`:[{`shape`:[2,2],`data`:[1,2,3,4],`datatype`:`INT8`,`name`:`x`}]}",
                "{`inputs`:[{`name`:`x`,`shape`:[2,2],`datatype`:`INT8`,`parameters`:{`note`:`é`},`data`:[[1,2],[3,4]]}]}",
                " { `outputs` : null , `id` : null , `parameters` : null , `inputs` : [ { `name` : `x` , `shape` : [ 2 , 2 ] ,"
                        + " `parameters` : null , `datatype` : `INT8` , `data` : [ [ 1 , 2 ] , [ 3 , 4 ] ] } ] } ",
                "{`model_name`:`other`,`model_version`:null,"
                        + "`inputs`:[{`name`:`x`,`shape`:[2,2],`datatype`:`INT8`,`data`:[1,2,3,4]}]}",
            })
    void readsKeysInAnyOrderAndDataFlatOrNested(String ticked) {
        var answer = SERVER.infer(ECHO, json(ticked));

        assertThat(answer.json())
                .isEqualTo(json("{`model_name`:`echo`,`model_version`:`1`,`outputs`:["
                        + "{`name`:`x`,`datatype`:`INT8`,`shape`:[2,2],`data`:[1,2,3,4]}]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "UINT8 | [2] | [1,300]  | has 300 at index 1: UINT8 takes whole numbers from 0 to 255",
                "UINT8 | [1] | [-1]     | has -1 at index 0: UINT8 takes whole numbers from 0 to 255",
                "INT8  | [1] | [128]    | has 128 at index 0: INT8 takes whole numbers from -128 to 127",
                "INT32 | [2] | [1,1.5]  | has 1.5 at index 1: INT32 takes whole numbers from -2147483648 to 2147483647",
                "INT32 | [1] | [1.0]    | has 1.0 at index 0: INT32 takes whole numbers from -2147483648 to 2147483647",
                "INT32 | [1] | [1e3]    | has 1e3 at index 0: INT32 takes whole numbers from -2147483648 to 2147483647",
                "INT64 | [1] | [9223372036854775808] | has 9223372036854775808 at index 0: INT64 takes whole numbers from -9223372036854775808 to 9223372036854775807",
                "UINT64 | [1] | [18446744073709551616] | has 18446744073709551616 at index 0: UINT64 takes whole numbers from 0 to 18446744073709551615",
                "UINT64 | [1] | [-1]    | has -1 at index 0: UINT64 takes whole numbers from 0 to 18446744073709551615",
                "FP16  | [1] | [65520]  | has 65520 at index 0: FP16 takes finite numbers within its range",
                "BF16  | [1] | [3.4e38] | has 3.4e38 at index 0: BF16 takes finite numbers within its range",
                "FP32  | [1] | [1e39]   | has 1e39 at index 0: FP32 takes finite numbers within its range",
                "FP64  | [1] | [1e400]  | has 1e400 at index 0: FP64 takes finite numbers within its range",
                "FP32  | [2] | [0,NaN]  | has NaN at index 1: FP32 takes finite numbers within its range",
                "FP64  | [1] | [-Infinity] | has -Infinity at index 0: FP64 takes finite numbers within its range",
                "INT8  | [1] | [NaN]    | has NaN at index 0: INT8 takes whole numbers from -128 to 127",
                "FP32  | [1] | [`1`]    | has '1' at index 0: FP32 takes numbers",
                "FP32  | [1] | [null]   | has null at index 0: FP32 takes numbers",
                "FP32  | [1] | [true]   | has true at index 0: FP32 takes numbers",
                "BOOL  | [1] | [1]      | has 1 at index 0: BOOL takes true or false",
                "BYTES | [1] | [1]      | has 1 at index 0: BYTES takes strings",
                "INT8  | [3] | [1,2]    | has 2 values, but shape [3] needs 3",
                "INT8  | [1] | [1,2]    | has more values than the 1 that shape [1] needs",
                "INT8  | []  | []       | has 0 values, but shape [] needs 1",
                "INT8  | [9007199254740993] | [1] | has fewer values than the 9007199254740993 that shape [9007199254740993] needs",
                "INT8  | [2,2] | [[1,2],[3]]   | is not nested as shape [2, 2] is, before index 3: nest each level, or send one flat list",
                "INT8  | [2,2] | [[1,2],3,4]   | is not nested as shape [2, 2] is, before index 3: nest each level, or send one flat list",
                "INT8  | [2,2] | [1,2,[3,4]]   | is not nested as shape [2, 2] is, before index 2: nest each level, or send one flat list",
                "INT8  | [4]   | [[1,2],[3,4]] | is not nested as shape [4] is, before index 0: nest each level, or send one flat list",
                "INT8  | [2,2] | [[[1,2],[3,4]]] | is not nested as shape [2, 2] is, before index 0: nest each level, or send one flat list",
                "INT8  | [4,1] | [[1,2],[3,4]] | is not nested as shape [4, 1] is, before index 2: nest each level, or send one flat list",
                "INT8  | [2,2,1] | [[1,2],[3,4]] | is not nested as shape [2, 2, 1] is, before index 1: nest each level, or send one flat list",
            })
    void namesInputIndexAndValue(String type, String shape, String data, String message) {
        for (String form : new String[] {
            "{`inputs`:[{`name`:`in`,`shape`:%2$s,`datatype`:`%1$s`,`data`:%3$s}]}",
            "{`inputs`:[{`data`:%3$s,`name`:`in`,`shape`:%2$s,`datatype`:`%1$s`}]}"
        }) {
            var answer = SERVER.infer(ECHO, json(form.formatted(type, shape, data)));

            assertThat(answer.json()).isEqualTo("{\"error\":\"Input 'in' %s\"}".formatted(message));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.raw().header("Content-Type")).hasValue("application/json");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[]   | The body must be an object but is an array",
                "{}   | Property 'inputs' is missing: send the list of tensors",
                "{`inputs`:{}} | Property 'inputs' must be an array but is an object",
                "{`inputs`:null} | Property 'inputs' must be an array but is null",
                "{`inputs`:[1]} | Property 'inputs[0]' must be an object but is a whole number",
                "{`inputs`:[]} {} | The body goes on after the JSON value: send one value",
                "{`inputs`:[],`inputs`:[]} | Property 'inputs' stands there twice: send it once",
                "{`input`:[]} | Property 'input' is unknown: did you mean 'inputs'?",
                "{`inputs`:[],`id`:7} | Property 'id' must be a string but is a whole number",
                "{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`INT8`,`data`:[1]},{`name`:`x`,`shape`:[1],`datatype`:`INT8`,`data`:[1]}]} | Two inputs have the name 'x': give each a name of its own",
                "{`inputs`:[{`shape`:[1],`datatype`:`INT8`,`data`:[1]}]} | Property 'inputs[0].name' is missing: name the input",
                "{`inputs`:[{`name`:``,`shape`:[1],`datatype`:`INT8`,`data`:[1]}]} | Property 'inputs[0].name' must have 1 to 1024 characters but has 0",
                "{`inputs`:[{`name`:7}]} | Property 'inputs[0].name' must be a string but is a whole number",
                "{`inputs`:[{`name`:`x`,`datatype`:`INT8`,`data`:[1]}]} | Property 'inputs[0].shape' is missing: send the list of dimensions",
                "{`inputs`:[{`name`:`x`,`shape`:[1],`data`:[1]}]} | Property 'inputs[0].datatype' is missing: send one such as FP32",
                "{`inputs`:[{`name`:`x`,`shape`:[-1],`datatype`:`INT8`,`data`:[1]}]} | Property 'inputs[0].shape' must be from 0 to 9223372036854775807 but is -1",
                "{`inputs`:[{`name`:`x`,`shape`:[1.0],`datatype`:`INT8`,`data`:[1]}]} | Property 'inputs[0].shape' must be a whole number but is a number with a fraction",
                "{`inputs`:[{`name`:`x`,`shape`:1}]} | Property 'inputs[0].shape' must be an array but is a whole number",
                "{`inputs`:[{`name`:`x`,`shape`:[99999999999999999999]}]} | Property 'inputs[0].shape' must be from 0 to 9223372036854775807 but is 99999999999999999999",
                "{`inputs`:[{`name`:`x`,`datatype`:7}]} | Property 'inputs[0].datatype' must be a string but is a whole number",
                "{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`INT8`,`data`:7}]} | Property 'inputs[0].data' must be an array but is a whole number",
                "{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`INT8`,`dat`:[1]}]} | Property 'inputs[0].dat' is unknown: did you mean 'data'?",
                "{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`INT8`}]} | Input must set only one of the following fields: 'data', 'binary_data_size' in 'parameters', 'shared_memory_region' in 'parameters'. Input 'x' sets none",
                "{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`INT8`,`data`:[1],`parameters`:{`binary_data_size`:1}}]} | Input must set only one of the following fields: 'data', 'binary_data_size' in 'parameters', 'shared_memory_region' in 'parameters'. Input 'x' sets two",
                "{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`INT8`,`parameters`:{`shared_memory_region`:`r`}}]} | Property 'inputs[0].parameters.shared_memory_region' is not supported: send and receive the contents themselves",
                "{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`INT8`,`parameters`:{`binary_data_size`:`1`}}]} | Property 'inputs[0].parameters.binary_data_size' must be a whole number from 0 on",
                "{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`INT8`,`parameters`:{`binary_data_size`:-1}}]} | Property 'inputs[0].parameters.binary_data_size' must be a whole number from 0 on",
                "{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`INT8`,`parameters`:7,`data`:[1]}]} | Property 'inputs[0].parameters' must be an object but is a whole number",
                "{`inputs`:[],`parameters`:{`a`:{}}} | Property 'parameters.a' must be a string, a number or a boolean but is an object",
                "{`inputs`:[],`parameters`:{`a`:[1]}} | Property 'parameters.a' must be a string, a number or a boolean but is an array",
                "{`inputs`:[],`parameters`:{`a`:1,`a`:2}} | Property 'parameters.a' stands there twice: send it once",
                "{`inputs`:[],`parameters`:{`a`:1e999}} | Property 'parameters.a' is out of range: 1e999",
                "{`inputs`:[],`parameters`:{`a`:18446744073709551616}} | Property 'parameters.a' is out of range: 18446744073709551616",
                "{`inputs`:[],`parameters`:{`triton_x`:1}} | Property 'parameters.triton_x' must be left out: names that begin with triton_ are reserved",
                "{`inputs`:[],`parameters`:{`timeout`:`1s`}} | Property 'parameters.timeout' must be a whole number from 0 on",
                "{`inputs`:[],`parameters`:{`priority`:-1}} | Property 'parameters.priority' must be a whole number from 0 on",
                "{`inputs`:[],`parameters`:{`sequence_id`:true}} | Property 'parameters.sequence_id' must be a string or a whole number from 0 on",
                "{`inputs`:[],`parameters`:{`sequence_id`:-1}} | Property 'parameters.sequence_id' must be a string or a whole number from 0 on",
                "{`inputs`:[],`parameters`:{`sequence_id`:0.5}} | Property 'parameters.sequence_id' must be a string or a whole number from 0 on",
                "{`inputs`:[],`parameters`:{`sequence_id`:18446744073709551616}} | Property 'parameters.sequence_id' is out of range: 18446744073709551616",
                "{`inputs`:[],`parameters`:{`sequence_id`:-9223372036854775809}} | Property 'parameters.sequence_id' is out of range: -9223372036854775809",
                "{`inputs`:[],`parameters`:{`sequence_end`:`yes`}} | Property 'parameters.sequence_end' must be a boolean",
                "{`inputs`:[],`parameters`:{`priority`:0.5}} | Property 'parameters.priority' must be a whole number from 0 on",
                "{`inputs`:[],`parameters`:{`timeout`:-1}} | Property 'parameters.timeout' must be a whole number from 0 on",
                "{`inputs`:[],`parameters`:{`headers`:{`a`:`b`}}} | Property 'parameters.headers' must be a string, a number or a boolean but is an object",
                "{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`INT8`,`parameters`:{`a`:[]},`data`:[1]}]} | Property 'inputs[0].parameters.a' must be a string, a number or a boolean but is an array",
                "{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`INT8`,`data`:[1],`parameters`:{`shared_memory_region`:`r`}}]} | Property 'inputs[0].parameters.shared_memory_region' is not supported: send and receive the contents themselves",
                "{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`INT8`,`parameters`:{`binary_data_size`:1,`shared_memory_region`:`r`}}]} | Property 'inputs[0].parameters.shared_memory_region' is not supported: send and receive the contents themselves",
                "{`inputs`:[],`parameters`:{`sequence_start`:1}} | Property 'parameters.sequence_start' must be a boolean",
                "{`inputs`:[],`parameters`:{`binary_data_output`:1}} | Property 'parameters.binary_data_output' must be a boolean",
                "{`inputs`:[],`outputs`:[{`name`:`y`}]} | Output 'y' is not in this answer, which has []",
                "{`inputs`:[],`outputs`:[{`name`:`y`},{`name`:`y`}]} | Output 'y' is requested twice: request it once",
                "{`inputs`:[],`outputs`:[{}]} | Property 'outputs[0].name' is missing",
                "{`inputs`:[],`outputs`:[{`name`:`y`,`parameters`:{`binary_data`:1}}]} | Property 'outputs[0].parameters.binary_data' must be a boolean",
                "{`inputs`:[],`outputs`:[{`name`:`y`,`parameters`:{`shared_memory_region`:`r`}}]} | Property 'outputs[0].parameters.shared_memory_region' is not supported: send and receive the contents themselves",
            })
    void saysWhatIsWrong(String ticked, String message) {
        var answer = SERVER.infer(ECHO, json(ticked));

        assertThat(answer.json()).isEqualTo("{\"error\":\"%s\"}".formatted(message));
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesAnUnknownDatatypeAndAShapeWithoutEnd() {
        assertThat(SERVER.infer(ECHO, json("{`inputs`:[{`name`:`x`,`datatype`:`fp32`}]}"))
                        .json())
                .startsWith(json("{`error`:`Property 'inputs[0].datatype': Unknown datatype 'fp32': use one of BOOL,"));
        assertThat(SERVER.infer(ECHO, json("{`inputs`:[{`name`:`x`,`shape`:[4611686018427387904,4]}]}"))
                        .json())
                .startsWith(json("{`error`:`Property 'inputs[0].shape': The dimensions of shape"));
    }

    @Test
    void boundsRankAndCounts() {
        String dimensions = String.join(",", Collections.nCopies(33, "1"));
        assertThat(SERVER.infer(ECHO, json("{`inputs`:[{`name`:`x`,`shape`:[%s]}]}".formatted(dimensions)))
                        .json())
                .isEqualTo(json("{`error`:`Property 'inputs[0].shape' has more than 32 dimensions`}"));

        String input = json("{`name`:`%s`,`shape`:[0],`datatype`:`INT8`,`data`:[]}");
        var inputs = new StringBuilder();
        for (int i = 0; i <= 1_024; i++) {
            inputs.append(i == 0 ? "" : ",").append(input.formatted("x" + i));
        }
        assertThat(SERVER.infer(ECHO, json("{`inputs`:[%s]}").formatted(inputs)).json())
                .isEqualTo(json("{`error`:`Property 'inputs' has more than 1024 entries`}"));

        String nested = "[".repeat(64) + "]".repeat(64);
        assertThat(SERVER.infer(ECHO, json("{`inputs`:[{`data`:%s}]}").formatted(nested))
                        .json())
                .startsWith(json("{`error`:`The JSON exceeds a limit: Document nesting depth"));
    }

    @Test
    void takesAsManyDimensionsAndAsLongANameAsAllowedAndNoMore() {
        String form = json("{`inputs`:[{`name`:`%s`,`shape`:[%s],`datatype`:`INT8`,`data`:[7]}]}");
        String dimensions = String.join(",", Collections.nCopies(32, "1"));

        assertThat(SERVER.infer(ECHO, form.formatted("a".repeat(1_024), dimensions))
                        .json())
                .contains(json("`shape`:[%s],`data`:[7]").formatted(dimensions));
        assertThat(SERVER.infer(ECHO, form.formatted("a".repeat(1_025), "1")).json())
                .isEqualTo(json("{`error`:`Property 'inputs[0].name' must have 1 to 1024 characters but has 1025`}"));
    }

    @Test
    void takesAsManyInputsAsAllowed() {
        var inputs = Stream.iterate(0, i -> i + 1)
                .map(json("{`name`:`x%s`,`shape`:[0],`datatype`:`INT8`,`data`:[]}")::formatted)
                .limit(1_024)
                .toList();

        var answer = SERVER.infer(ECHO, json("{`inputs`:[%s]}").formatted(String.join(",", inputs)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).contains(json("`name`:`x1023`"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",`outputs`:[]", ",`outputs`:null"})
    void returnsAllOutputsWhereNoneIsListed(String outputs) {
        var answer = SERVER.infer(
                ECHO,
                json("{`inputs`:[{`name`:`a`,`shape`:[1],`datatype`:`INT8`,`data`:[1]},"
                        + "{`name`:`b`,`shape`:[1],`datatype`:`INT8`,`data`:[2]}]" + outputs + "}"));

        assertThat(answer.json())
                .isEqualTo(json("{`model_name`:`echo`,`model_version`:`1`,`outputs`:["
                        + "{`name`:`a`,`datatype`:`INT8`,`shape`:[1],`data`:[1]},"
                        + "{`name`:`b`,`datatype`:`INT8`,`shape`:[1],`data`:[2]}]}"));
    }

    @Test
    void takesNoBytesForABinaryInputOfSizeZeroBetweenOthers() {
        String form = "{`name`:`%s`,`shape`:[%s],`datatype`:`INT8`,`parameters`:{`binary_data_size`:%s}}";
        String inputs =
                String.join(",", form.formatted("a", 1, 1), form.formatted("b", 0, 0), form.formatted("c", 2, 2));

        var answer = SERVER.infer(ECHO, json("{`inputs`:[%s]}".formatted(inputs)), new byte[] {1, 2, 3});

        assertThat(answer.json())
                .contains(json("`name`:`a`,`datatype`:`INT8`,`shape`:[1],`data`:[1]"))
                .contains(json("`name`:`b`,`datatype`:`INT8`,`shape`:[0],`data`:[]"))
                .contains(json("`name`:`c`,`datatype`:`INT8`,`shape`:[2],`data`:[2,3]"));
    }

    /** Both in one answer: only the one that has bytes makes it binary. */
    @Test
    void writesTheSizeZeroOfAnEmptyOutputBesideOneThatHasBytes() {
        String form = "{`name`:`%s`,`shape`:[%s],`datatype`:`INT8`,`data`:%s}";
        var answer = SERVER.infer(
                ECHO,
                json("{`parameters`:{`binary_data_output`:true},`inputs`:[%s,%s]}"
                        .formatted(form.formatted("none", 0, "[]"), form.formatted("some", 2, "[5,6]"))));

        assertThat(answer.raw().header("Content-Type")).hasValue("application/octet-stream");
        assertThat(answer.json())
                .contains(json("`name`:`none`,`datatype`:`INT8`,`shape`:[0],`parameters`:{`binary_data_size`:0}"))
                .contains(json("`name`:`some`,`datatype`:`INT8`,`shape`:[2],`parameters`:{`binary_data_size`:2}"));
        assertThat(answer.binary()).containsExactly(5, 6);
    }

    /** A message shows the first 100 characters of a value, and the 100th is half of a pair here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{`inputs`:[{`name`:`x`,`datatype`:`%s`}]}",
                "{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`FP32`,`data`:[`%s`]}]}",
            })
    void cutsNoCharacterInHalf(String ticked) {
        var answer = SERVER.infer(ECHO, json(ticked).formatted("a".repeat(99) + "\uD83D\uDE00b"));

        assertThat(answer.json()).contains("'%s...'".formatted("a".repeat(99)));
        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{`name`:`in`,`shape`:[1],`datatype`:`INT8`,`data`:[{`a`:1}]} | Input 'in' has an object at index 0",
                "{`data`:[{`a`:1}],`name`:`in`,`shape`:[1],`datatype`:`INT8`} | Property 'inputs[0].data' has an object",
                "{`data`:[[[],{`a`:1}]],`name`:`in`,`shape`:[1],`datatype`:`INT8`} | Property 'inputs[0].data' has an object",
            })
    void refusesAnObjectForAnElement(String input, String message) {
        var answer = SERVER.infer(ECHO, json("{`inputs`:[%s]}".formatted(input)));

        assertThat(answer.json()).isEqualTo("{\"error\":\"%s\"}".formatted(message));
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void boundsTheNamesOfParametersAndTheirNumber() {
        String request = json("{`inputs`:[],`parameters`:{%s}}");
        String one = json("`%s`:1");
        var many =
                Stream.iterate(0, i -> i + 1).map(one::formatted).limit(4_097).toList();

        assertThat(SERVER.infer(ECHO, request.formatted(one.formatted("a".repeat(128))))
                        .status())
                .isEqualTo(200);
        assertThat(SERVER.infer(ECHO, request.formatted(one.formatted("a".repeat(132))))
                        .json())
                .isEqualTo(json(
                        "{`error`:`The JSON exceeds a limit: Name length (132) exceeds the maximum allowed (128)`}"));
        assertThat(SERVER.infer(ECHO, request.formatted(String.join(",", many.subList(0, 4_096))))
                        .status())
                .isEqualTo(200);
        assertThat(SERVER.infer(ECHO, request.formatted(String.join(",", many))).json())
                .isEqualTo(json("{`error`:`The request, its inputs and its outputs have more than 4096 parameters`}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t "})
    void refusesABodyWithoutAValue(String body) {
        var answer = SERVER.infer(ECHO, body);

        assertThat(answer.json())
                .isEqualTo(json("{`error`:`The body is empty: send JSON, an object with the list 'inputs'`}"));
        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{`inputs`:[{`name`:`x`,`shape`:[2],`datatype`:`INT8`,`data`:[1,",
                "{`inputs`:[{`name`:`x`,`shape`:[2],`datatype`:`INT8`,`data`:[1,2",
                "{`inputs`:[{`data`:[1,2],`name`:`x`,`shape`:[2",
                "{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`BOOL`,`data`:[tru",
            })
    void refusesABodyThatIsCut(String ticked) {
        var answer = SERVER.infer(ECHO, json(ticked));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).containsAnyOf("The body ends too early", "has fewer values");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "FP32 | [1] | 4 | 3 | Input 'x' has binary_data_size 4, but only 3 bytes are left of those behind the JSON: send all of them",
                "FP32 | [1] | 4 | 5 | 1 bytes behind the JSON belong to no input: give each binary input its binary_data_size",
                "FP32 | [2] | 4 | 4 | Input 'x': Shape [2] of FP32 needs 8 bytes but 4 were given",
                "BOOL | [1] | 1 | 1 | Input 'x': The BOOL at index 0 is 120: use 0 for false and 1 for true",
                "BYTES | [1] | 3 | 3 | Input 'x': Shape [1] of BYTES needs 1 elements, each with 4 bytes for its length, but 3 bytes were given",
                "BYTES | [1] | 5 | 5 | Input 'x': Element 0 of BYTES[1] is 2021161080 bytes long but only 1 follow",
                "FP32 | [1] | 9223372036854775807 | 4 | Input 'x' has binary_data_size 9223372036854775807, but only 4 bytes are left of those behind the JSON: send all of them",
            })
    void holdsBinaryContentsToWhatTheJsonSays(String type, String shape, long size, int sent, String message) {
        var answer = SERVER.infer(
                ECHO,
                json("{`inputs`:[{`name`:`x`,`shape`:%s,`datatype`:`%s`,`parameters`:{`binary_data_size`:%s}}]}")
                        .formatted(shape, type, size),
                "x".repeat(sent).getBytes(US_ASCII));

        assertThat(answer.json()).isEqualTo("{\"error\":\"%s\"}".formatted(message));
        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "3", "1.0", "+2", "x", "", "99999999999999999999"})
    void refusesALengthOfTheJsonThatTheBodyCannotHave(String length) {
        var answer = SERVER.send(
                "POST", ECHO, "Inference-Header-Content-Length: %s\r\n".formatted(length), new byte[] {'{', '}'});

        assertThat(answer.text())
                .isEqualTo(
                        "{\"error\":\"Header Inference-Header-Content-Length must be a number from 0 to the 2 bytes of the"
                                + " body but is '%s'\"}".formatted(length));
        assertThat(answer.status()).isEqualTo(400);
    }

    /** Without the header all of the body is JSON, and no byte of it a tensor. */
    @ParameterizedTest
    @ValueSource(strings = {"", "7"})
    void takesTheWholeBodyForJsonWhereTheHeaderIsAbsent(String behind) {
        String request =
                json("{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`INT8`,`parameters`:{`binary_data_size`:1}}]}");

        var answer = SERVER.send("POST", ECHO, "", (request + behind).getBytes(US_ASCII));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
                .isEqualTo(
                        json("{`error`:`Input 'x' has binary_data_size 1, but only 0 bytes are left of those behind the"
                                + " JSON: send all of them`}"));
    }

    @Test
    void refusesTwoLengthsOfTheJson() {
        String twice = "Inference-Header-Content-Length: 2\r\n".repeat(2);

        assertThat(SERVER.send("POST", ECHO, twice, new byte[] {'{', '}'}).text())
                .contains("but is '2, 2'");
    }

    /** The clients of gevent write it in lower case. */
    @Test
    void readsTheHeaderInAnyCase() {
        var answer = SERVER.send("POST", ECHO, "inference-header-content-length: 2\r\n", new byte[] {'{', '}'});

        assertThat(answer.text()).contains("Property 'inputs' is missing");
    }

    @ParameterizedTest
    @CsvSource({"FP32,0000c07f", "FP64,000000000000f07f", "FP16,007c", "BF16,80ff"})
    void saysHowToAskForWhatJsonCannotSay(String type, String hex) {
        var answer = SERVER.infer(
                ECHO,
                json("{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`%s`,`parameters`:{`binary_data_size`:%s}}]}")
                        .formatted(type, hex.length() / 2),
                HexFormat.of().parseHex(hex));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json())
                .isEqualTo(json(
                        "{`error`:`Output 'x' has a value that is not finite, for which JSON has no form: ask for it as"
                                + " bytes, with the parameter binary_data`}"));
    }

    @Test
    void saysHowToAskForBytesThatAreNoText() {
        var answer = SERVER.infer(
                ECHO,
                json("{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`BYTES`,`parameters`:{`binary_data_size`:5}}]}"),
                new byte[] {1, 0, 0, 0, (byte) 0xFF});

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).contains("has an element that is not UTF-8").contains("ask for it as bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "FP32 | [2,3] | [0.1,0.7,0.2,3.0,-1.0,3.0] | 2 | [2,2] | [`0.7:1`,`0.2:2`,`3.0:0`,`3.0:2`]",
                "INT8 | [3] | [-1,5,2] | 1 | [1] | [`5:1`]",
                "INT8 | [3] | [-1,5,2] | 9 | [3] | [`5:1`,`2:2`,`-1:0`]",
                "UINT64 | [2] | [1,18446744073709551615] | 1 | [1] | [`18446744073709551615:1`]",
                "FP64 | [0,3] | [] | 2 | [0,2] | []",
                "FP16 | [2,0] | [] | 2 | [2,0] | []",
            })
    void classifiesAlongTheLastAxis(
            String type, String shape, String data, int count, String classesShape, String classes) {
        var answer = SERVER.infer(
                ECHO,
                json(("{`inputs`:[{`name`:`x`,`shape`:%s,`datatype`:`%s`,`data`:%s}],"
                                + "`outputs`:[{`name`:`x`,`parameters`:{`classification`:%s}}]}")
                        .formatted(shape, type, data, count)));

        assertThat(answer.json())
                .endsWith(json("`outputs`:[{`name`:`x`,`datatype`:`BYTES`,`shape`:%s,`data`:%s}]}")
                        .formatted(classesShape, json(classes)));
    }

    @Test
    void sendsClassesAsBytesWhereThatIsAskedFor() {
        var answer = SERVER.infer(
                ECHO,
                json("{`inputs`:[{`name`:`x`,`shape`:[1,3],`datatype`:`INT8`,`data`:[1,9,5]}],`outputs`:[{`name`:`x`,"
                        + "`parameters`:{`classification`:2,`binary_data`:true}}]}"));

        assertThat(answer.json())
                .endsWith(json("`outputs`:[{`name`:`x`,`datatype`:`BYTES`,`shape`:[1,2],"
                        + "`parameters`:{`binary_data_size`:14}}]}"));
        assertThat(answer.binary()).isEqualTo("\3\0\0\0009:1\3\0\0\0005:2".getBytes(US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({
        "BOOL,[1],[true],1,'Output ''x'' is BOOL, which cannot be classified: only numbers can'",
        "INT8,[],[1],1,'Output ''x'' is a scalar, which cannot be classified'",
        "INT8,[1],[1],0,Property 'outputs[0].parameters.classification' must be a whole number from 1 on",
        "INT8,[1],[1],1.5,Property 'outputs[0].parameters.classification' must be a whole number from 1 on",
    })
    void classifiesNumbersOnly(String type, String shape, String data, String count, String message) {
        var answer = SERVER.infer(
                ECHO,
                json(("{`inputs`:[{`name`:`x`,`shape`:%s,`datatype`:`%s`,`data`:%s}],"
                                + "`outputs`:[{`name`:`x`,`parameters`:{`classification`:%s}}]}")
                        .formatted(shape, type, data, count)));

        assertThat(answer.json()).isEqualTo("{\"error\":\"%s\"}".formatted(message));
        assertThat(answer.status()).isEqualTo(400);
    }
}
