"""What the project is released with: bill of materials, licences, the wheel built twice."""
