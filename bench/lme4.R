# Fits the ratings given as a file with columns y, s and d; prints CPU seconds, seconds, likelihood
# and variances of s, d and the rest, for bench/rivals.py.
suppressPackageStartupMessages(library(lme4))
given <- read.csv(commandArgs(TRUE)[1])
given$s <- factor(given$s)
given$d <- factor(given$d)
begun <- proc.time()
fit <- lmer(y ~ 1 + (1 | s) + (1 | d), data = given, REML = TRUE)
spent <- proc.time() - begun
found <- as.data.frame(VarCorr(fit))
variances <- setNames(found$vcov, found$grp)
cat(sprintf(
  "{\"cpu\": %.6f, \"wall\": %.6f, \"loglik\": %.9f, \"s\": %.12f, \"d\": %.12f, \"rest\": %.12f, \"versions\": \"%s\"}\n",
  spent[["user.self"]] + spent[["sys.self"]], spent[["elapsed"]], as.numeric(logLik(fit)),
  variances[["s"]], variances[["d"]], variances[["Residual"]],
  paste0("R ", getRversion(), ", lme4 ", packageVersion("lme4"))
))
