package io.forge.bench.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProseTest {

    @Test
    void showsWhatMarkdownWouldTakeForItsOwn() {
        assertThat(new Prose("a_b *c* <d> & ~5 [e] \\ `").markdown())
                .isEqualTo("a\\_b \\*c\\* \\<d> \\& \\~5 \\[e] \\\\ \\`");
    }

    @Test
    void leavesCodeAsItIsInMarkdown() {
        assertThat(new Prose("run `a_b <c>` *now*").markdown()).isEqualTo("run `a_b <c>` \\*now\\*");
    }

    @Test
    void escapesTextAndCodeInHtml() {
        assertThat(new Prose("a < b & `c > \"d\"`").html())
                .isEqualTo("a &lt; b &amp; <code>c &gt; &quot;d&quot;</code>");
    }
}
