namespace ExpertRouter.Encoder.Layers;

/// <summary>The feed-forward layer of the encoder. All but the first two are Mixtures of Experts.</summary>
public enum MoeKind
{
    /// <summary>No feed-forward layer: the layer adds nothing.</summary>
    None,

    /// <summary>One expert that sees everything: the twin to compare with.</summary>
    Dense,

    /// <summary>Top-k, softmax over the chosen ones (Mixtral, Jiang et al. 2024).</summary>
    TopKRenormalised,

    /// <summary>Shared experts plus many small routed ones with raw softmax weights (DeepSeekMoE, Dai et al. 2024).</summary>
    SharedFineGrained,

    /// <summary>Smallest set of experts whose probability exceeds p (Huang et al. 2024, "Harder Tasks Need More Experts").</summary>
    TopP,

    /// <summary>Some of the experts do nothing and may be chosen (AdaMoE, Zeng et al. 2024).</summary>
    NullExperts,

    /// <summary>Experts of different size with a penalty on size (HMoE, Wang et al. 2024).</summary>
    Heterogeneous,

    /// <summary>No router: experts are chosen by the norm of their own activation (Autonomy-of-Experts, Lv et al. 2025).</summary>
    SelfSelecting,

    /// <summary>The word decides the expert: a memory for jargon (MoWE, dos Santos et al. 2023).</summary>
    WordExperts,

    /// <summary>Experts choose their texts (Zhou et al. 2022). Leaks across the batch: training only.</summary>
    ExpertChoice,

    /// <summary>The chosen experts' weights are averaged into one expert per text (MEO, He et al. 2023).</summary>
    MergedExperts,
}
