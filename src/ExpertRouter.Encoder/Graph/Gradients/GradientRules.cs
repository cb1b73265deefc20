namespace ExpertRouter.Encoder.Graph.Gradients;

/// <summary>The rule of every differentiable operator. Each is checked against finite differences in the tests.</summary>
internal static class GradientRules
{
    public static readonly IReadOnlyDictionary<string, GradientRule> ByOperation = new Dictionary<string, GradientRule>
    {
        ["Add"] = ArithmeticRules.Add,
        ["Sub"] = ArithmeticRules.Sub,
        ["Mul"] = ArithmeticRules.Mul,
        ["Div"] = ArithmeticRules.Div,
        ["Neg"] = ArithmeticRules.Neg,
        ["Exp"] = ArithmeticRules.Exp,
        ["Log"] = ArithmeticRules.Log,
        ["Sqrt"] = ArithmeticRules.Sqrt,
        ["Tanh"] = ArithmeticRules.Tanh,
        ["Erf"] = ArithmeticRules.Erf,
        ["Gelu"] = ArithmeticRules.Gelu,
        ["Where"] = ArithmeticRules.Where,
        ["MatMul"] = MatrixRules.MatMul,
        ["Gemm"] = MatrixRules.Gemm,
        ["ReduceSum"] = ReductionRules.Sum,
        ["ReduceMean"] = ReductionRules.Mean,
        ["ReduceLogSumExp"] = ReductionRules.LogSumExp,
        ["Softmax"] = ReductionRules.Softmax,
        ["LayerNormalization"] = ReductionRules.LayerNorm,
        ["TopK"] = ReductionRules.TopK,
        ["Reshape"] = ShapeRules.Reshape,
        ["Unsqueeze"] = ShapeRules.Reshape,
        ["Expand"] = ShapeRules.Expand,
        ["Transpose"] = ShapeRules.Transpose,
        ["Concat"] = ShapeRules.Concat,
        ["Slice"] = ShapeRules.Slice,
        ["Gather"] = ShapeRules.Gather,
    };
}
