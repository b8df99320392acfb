namespace MedLedger.Ingestion.Preparation;

/// <summary>Weighted linear least squares by the normal equations, a little pulled towards zero so that thin data stay tame.</summary>
internal static class LeastSquares
{
    private const double Pull = 0.05;

    /// <summary>The coefficients, or null where the equations say nothing.</summary>
    public static double[]? Solve(IEnumerable<(double[] Terms, double Value, double Weight)> measures, int unknowns)
    {
        var matrix = new double[unknowns, unknowns + 1];
        foreach (var (terms, value, weight) in measures)
        {
            for (var i = 0; i < unknowns; i++)
            {
                for (var j = 0; j < unknowns; j++) matrix[i, j] += weight * terms[i] * terms[j];
                matrix[i, unknowns] += weight * terms[i] * value;
            }
        }

        for (var i = 0; i < unknowns; i++) matrix[i, i] += Pull;
        for (var pivot = 0; pivot < unknowns; pivot++)
        {
            // Symmetric and positive definite by the pull: no row needs to change places.
            if (Math.Abs(matrix[pivot, pivot]) < 1e-12) return null;
            for (var row = 0; row < unknowns; row++)
            {
                if (row == pivot) continue;
                var factor = matrix[row, pivot] / matrix[pivot, pivot];
                for (var column = pivot; column <= unknowns; column++) matrix[row, column] -= factor * matrix[pivot, column];
            }
        }

        return [.. Enumerable.Range(0, unknowns).Select(i => matrix[i, unknowns] / matrix[i, i])];
    }
}
