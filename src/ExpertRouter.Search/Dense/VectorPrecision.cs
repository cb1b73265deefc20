namespace ExpertRouter.Search.Dense;

/// <summary>How vectors are kept. The number stands in segment files.</summary>
public enum VectorPrecision
{
    /// <summary>One byte per dimension (127 steps up and down) and one scale per vector: cosines of unit vectors are off by a few thousandths at most.</summary>
    Quantized = 1,

    /// <summary>32-bit floats: four times the memory, all of which every search reads.</summary>
    Exact = 2,
}
