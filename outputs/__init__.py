"""What people get: releases and pages."""
