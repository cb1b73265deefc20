namespace ExpertRouter.Encoder.Graph.Gradients;

/// <summary>Adds the nodes that carry a node's output gradient to its inputs.</summary>
internal delegate void GradientRule(GradientScope scope);
