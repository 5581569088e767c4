package io.ogive.report;

import java.util.List;

/** Names that a page must show and never obey. */
final class HostileNames {
  static final List<String> ALL =
      List.of(
          "<script>alert(1)</script>",
          "</script><script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "\"><svg onload=alert(1)>",
          "' onmouseover='alert(1)",
          "\" onfocus=\"alert(1)\" autofocus=\"",
          "javascript:alert(1)",
          "<a href=\"javascript:alert(1)\">x</a>",
          "</title><script>alert(1)</script>",
          "</style><script>alert(1)</script>",
          "</svg><script>alert(1)</script>",
          "</pre></details><h1>owned</h1>",
          "<!--",
          "-->",
          "<![CDATA[",
          "]]>",
          "<!DOCTYPE html>",
          "&lt;script&gt;",
          "&#60;script&#62;",
          "&amp;amp;",
          "<iframe srcdoc='<script>alert(1)</script>'>",
          "<base href='//example.org/'>",
          "<meta http-equiv=refresh content='0;url=//example.org'>",
          "<link rel=stylesheet href=//example.org/x.css>",
          "<style>*{display:none}</style>",
          "<math><mtext></mtext></math>",
          "<template><p>x</template>",
          "{{constructor.constructor('alert(1)')()}}",
          "${alert(1)}",
          "`${alert(1)}`",
          "\\u003cscript\\u003e",
          "\\\"};alert(1);//",
          "'; DROP TABLE runs; --",
          "../../../etc/passwd",
          "name\u202egnp.exe",
          "zero\u200bwidth",
          "tab\tand\nline",
          "\u0000\u0001\u001b[31m",
          "half \ud83d of a pair",
          "%3Cscript%3Ealert(1)%3C/script%3E");

  private HostileNames() {}

  /** A name of the same length that means nothing to anybody. */
  static String tame(String name) {
    return "n".repeat(name.length());
  }
}
