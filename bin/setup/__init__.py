"""What the commands in bin/ share: the Python environment, system packages, a throwaway PostgreSQL."""
