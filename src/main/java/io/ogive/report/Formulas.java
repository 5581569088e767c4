package io.ogive.report;

import io.ogive.report.chart.Markup;

/** What the figures mean. */
final class Formulas {
  private static final String[][] ALL = {
    {"h = σ(z) = 1 / (1 + e⁻ᶻ)", "A unit's output; z is what enters its activation."},
    {
      "g = 4 σ′(z) = 4 h (1 − h)",
      "The slope as a share of the largest, in (0, 1]; for tanh 1 − h², for relu 1 or 0."
    },
    {
      "octave k = −⌊log₂ g⌋",
      "How often the slope has halved below the core: soft g < 1/4 (|z| > 2.63), saturated g < 1/16"
          + " (|z| > 4.13), deep g < 1/256 (|z| > 6.93)."
    },
    {
      "u = Wᵀ δ of the layer above,  δ = u σ′(z)",
      "The signal that back-propagation brings to a unit's output, and what is left at its sum."
    },
    {
      "T = 4 √(Σ δ² / Σ u²)",
      "Transmission: the share of the signal that the sigmoids let through, weighted by the signal"
          + " itself."
    },
    {
      "attenuation = rms(δ of layer l) / rms(δ of the output)",
      "What of the output's signal arrives at layer l; depth alone costs sigmoids 0.25 a layer."
    },
    {
      "m = (2y − 1) z;  softmax: m = z_y − log Σ exp(z_k), k ≠ y",
      "The margin of the true class: its probability is σ(m), its loss log(1 + e⁻ᵐ). Confidently"
          + " wrong: m < −2.197, a probability below 0.1."
    },
    {
      "octaves of the output = mean of −log₂ p(true class)",
      "How often the probability of the truth has halved; 1 is a coin's toss."
    },
    {
      "prior shift = log-odds of a label in a partition − in all rows",
      "Above 1 logit and 5 standard errors the partition's labels are not those of the whole."
    },
  };

  private Formulas() {}

  static void write(Markup page) {
    page.open("dl", "class", "formulas");
    for (String[] one : ALL) {
      page.element("dt", one[0]).element("dd", one[1]);
    }
    page.close();
  }
}
