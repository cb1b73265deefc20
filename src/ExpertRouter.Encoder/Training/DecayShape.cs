namespace ExpertRouter.Encoder.Training;

/// <summary>How the learning rate falls after the warm-up.</summary>
public enum DecayShape
{
    Linear,
    Cosine,
}
