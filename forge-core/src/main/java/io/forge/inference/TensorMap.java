package io.forge.inference;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A map whose values are tensors of one kind, under whatever names.
 *
 * @param type what each value is
 */
record TensorMap(TensorType type) implements TensorsForm<Map<String, Object>> {

    @Override
    public List<TensorSpec> specs() {
        return List.of();
    }

    @Override
    public Map<String, Object> read(Tensors tensors) {
        var values = new LinkedHashMap<String, Object>();
        for (String name : tensors.names()) {
            var tensor = tensors.get(name);
            try {
                TensorSpec.of(name, type.dataType(), type.shape()).check(tensor);
            } catch (IllegalArgumentException e) {
                throw new ForgeException(ErrorCode.INVALID_INPUT, String.valueOf(e.getMessage()), e);
            }
            values.put(name, TensorInputs.read(name, type, tensor));
        }
        return values;
    }

    @Override
    public Tensors write(Map<String, Object> value) {
        var tensors = Tensors.builder();
        value.forEach((name, each) -> tensors.add(name, type.write(each)));
        return tensors.build();
    }
}
