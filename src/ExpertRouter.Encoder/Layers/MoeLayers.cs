namespace ExpertRouter.Encoder.Layers;

/// <summary>Maps the configured kind to its layer.</summary>
public static class MoeLayers
{
    public static IMoeLayer Create(MoeOptions options)
    {
        options.Validate();
        return options.Kind switch
        {
            MoeKind.None => new NoLayer(),
            MoeKind.Dense => new DenseLayer(options),
            MoeKind.TopKRenormalised => new TopKRenormalisedLayer(options),
            MoeKind.SharedFineGrained => new SharedFineGrainedLayer(options),
            MoeKind.TopP => new TopPLayer(options),
            MoeKind.NullExperts => new NullExpertsLayer(options),
            MoeKind.Heterogeneous => new HeterogeneousLayer(options),
            MoeKind.SelfSelecting => new SelfSelectingLayer(options),
            MoeKind.WordExperts => new WordExpertsLayer(options),
            MoeKind.ExpertChoice => new ExpertChoiceLayer(options),
            MoeKind.MergedExperts => new MergedExpertsLayer(options),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "unknown layer kind"),
        };
    }
}
