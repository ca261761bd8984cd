"""config.yaml → typed models that say where a mistake is; definitions; the rules of verdicts."""
